"""The JSON Schema of a file with a resource type, so that editors complete and check it."""

from collections.abc import Mapping
from typing import Any, Final

from tocsin.catalogue.file_format import FILE_FORMAT

_MEANINGS: Final[Mapping[str, str]] = {
    "type": "The name that viewpoints use.",
    "title": "The name that people use; of an alarm, a few words for lists.",
    "namespace": "The exact namespace of CloudWatch.",
    "region": "The only Region that has its metrics, if it is not the resource's own.",
    "source": "The address of a page that says so.",
    "delay": "Seconds from the end of a period until its datapoint is there.",
    "identifiers": "What names a resource; {} where an account has one of it in a Region.",
    "dimension": "The exact name of the dimension of CloudWatch.",
    "means": "What to write there, for messages.",
    "pattern": "What a whole value matches.",
    "constant": "The one value of the dimension, which nobody writes.",
    "required": "Whether no resource can be named without it.",
    "settings": "Facts that a resource may state, because thresholds follow from them.",
    "kind": "How it is written in a viewpoint.",
    "unit": "The unit of CloudWatch; of a setting, that of the metrics compared with it.",
    "at_most": "The most that AWS lets it be, where that is fixed; written as the example.",
    "whole": "Whether it is a number of things, of which there are no parts.",
    "cloudformation": "Where templates have it, for `tocsin init --from`.",
    "opt_ins": "Settings of the resource without which some metrics do not exist.",
    "metric_groups": "Metrics that are published alike.",
    "dimension_sets": "The sets of dimensions that the metrics are published with.",
    "emission": "continuous: each interval; sparse: with traffic; event-only: once a run.",
    "interval": "Seconds between datapoints; null where there is no fixed interval.",
    "statistics": "The statistics that mean something, the one for charts first.",
    "role": "Which golden signal it is: dashboards show these, traffic first.",
    "range": "The lowest and the highest value; null for an open end.",
    "diagnosis": "What to look at first, whichever alarm fires.",
    "alarms": "The alarms that a resource brings along, by ids that their names end with.",
    "severity": "How fast somebody has to respond.",
    "measures": "What the expression calculates.",
    "expression": "Metric math over the ids of metrics.",
    "period": "Seconds of a datapoint.",
    "datapoints_to_alarm": "How many of the periods have to breach.",
    "threshold": "A number, or the share of a setting.",
    "threshold_unit": "The unit in words, as seconds or % of requests.",
    "unless": "An opt-in whose own alarms tell the same, and better.",
    "detect_within": "Within which time a critical alarm notices silence.",
    "what_happened": "What the alarm has seen, as a sentence.",
    "why_it_matters": "What users or data suffer, as a sentence.",
    "first_action": "What to do first, as a sentence.",
    "reason": "Why the alarm is set so, where no page says it.",
}
"""What keys mean; one means the same wherever it stands."""


def catalogue_file_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a file with a resource type."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Resource type",
        "description": "What Tocsin knows of one kind of resource.",
        **_described(FILE_FORMAT.schema),
    }


def _described(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return *schema* with what each key means."""
    found: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "properties":
            found[key] = {name: _property(name, each) for name, each in value.items()}
        elif isinstance(value, Mapping):
            found[key] = _described(value)
        elif isinstance(value, list) and all(isinstance(each, Mapping) for each in value):
            found[key] = [_described(each) for each in value]
        else:
            found[key] = value
    return found


def _property(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    means = {"description": _MEANINGS[name]} if name in _MEANINGS else {}
    return {**means, **_described(schema)}
