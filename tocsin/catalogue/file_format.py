"""The format of a catalogue file: which keys there are, and what their values have to be."""

from typing import get_args

from tocsin.catalogue.metric import Emission, Role
from tocsin.catalogue.recommended_alarm import Comparison, Severity, TreatMissingData
from tocsin.catalogue.record_reader import (
    Record,
    bounds,
    each,
    either,
    flag,
    items,
    matching,
    number,
    or_nothing,
    text,
    text_or_number,
    whole,
    word,
)
from tocsin.catalogue.setting import SettingKind

UNITS = (
    "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes",
    "Terabytes", "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits", "Percent", "Count",
    "Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second",
    "Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second", "Gigabits/Second",
    "Terabits/Second", "Count/Second", "None",
)  # fmt: skip
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html"""

_STATISTIC = (
    r"SampleCount|Average|Sum|Minimum|Maximum|IQM|(p|tm|wm|tc|ts)[0-9]{1,2}(\.[0-9]{1,10})?"
)
_KEBAB = r"[a-z0-9]+(-[a-z0-9]+)*"
_SNAKE = r"[a-z][a-z0-9_]*"

_statistic = matching(_STATISTIC, form="Average, Sum, p95 or another statistic of CloudWatch")
_names = items(text, thing="name")
_none_or_names = items(text, thing="name", at_least=0)
_delay = Record(
    required={"typical": whole(at_least=0), "worst": whole(at_least=0)}, optional={"source": text}
)
_query = Record(
    required={"metric": text, "statistic": _statistic}, optional={"dimensions": _none_or_names}
)
_patterns = each(matching(".*", form='a pattern, or "" for nothing'))
_source = Record(
    required={},
    optional={
        **dict.fromkeys(("property", "attribute", "form", "default", "linked", "by"), text),
        "of": Record(required={}, optional=dict.fromkeys(("property", "attribute"), text)),
    },
)
_setting = Record(
    required={
        "means": text,
        "kind": word(*get_args(SettingKind)),
        "unit": text,
        "example": text_or_number,
    },
    optional={
        "at_most": text_or_number,
        "whole": flag,
        "cloudformation": Record(
            required={"property": text}, optional={"unit": text, "default": number}
        ),
    },
)
_share = Record(required={"share": number, "of": text})
_alarm = Record(
    required={
        "title": text,
        "severity": word(*get_args(Severity)),
        "period": whole(at_least=60, step=60),
        "evaluation_periods": whole(at_least=1),
        "datapoints_to_alarm": whole(at_least=1),
        "comparison": word(*get_args(Comparison)),
        "threshold": either(number, or_record=_share),
        "threshold_unit": text,
        "treat_missing_data": word(*get_args(TreatMissingData)),
        "what_happened": text,
        "why_it_matters": text,
        "first_action": text,
    },
    optional={
        "dimensions": _none_or_names,
        "metric": text,
        "statistic": _statistic,
        "measures": text,
        "expression": text,
        "metrics": each(_query, name=r"[a-z][A-Za-z0-9_]*"),
        "unless": text,
        "detect_within": Record(required={"time": whole(at_least=60), "because": text}),
        "source": text,
        "reason": text,
    },
)
_group = Record(
    required={
        "dimension_sets": items(_none_or_names, thing="set of dimensions"),
        "emission": word(*get_args(Emission)),
        "metrics": each(
            Record(
                required={
                    "unit": word(*UNITS),
                    "statistics": items(_statistic, thing="statistic"),
                },
                optional={"role": word(*get_args(Role)), "range": bounds, "title": text},
            )
        ),
    },
    optional={
        "interval": or_nothing(whole(at_least=1)),
        "namespace": text,
        "delay": _delay,
        "opt_in": text,
        "source": text,
    },
)
_identifier = Record(
    required={"dimension": text, "means": text},
    optional={"pattern": text, "example": text, "constant": text, "required": flag},
)
FILE_FORMAT = Record(
    required={
        "type": matching(_SNAKE, form="a name such as batch_worker"),
        "title": text,
        "namespace": text,
        "delay": _delay,
        "identifiers": each(_identifier, name=_SNAKE),
        "metric_groups": items(_group, thing="group of metrics"),
        "alarms": each(_alarm, name=_KEBAB),
    },
    optional={
        "source": text,
        "region": text,
        "proposed": flag,
        "settings": each(_setting, name=_SNAKE),
        "cloudformation": each(
            Record(
                required={"identifiers": each(_source)},
                optional={"where": _patterns, "opt_ins": each(_patterns)},
            )
        ),
        "opt_ins": each(Record(required={"means": text}, optional={"source": text})),
        "diagnosis": items(
            Record(required={"ask": text, "commands": items(text, thing="command")}),
            thing="step",
        ),
    },
)
