"""The properties of each kind of widget.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tocsin.dashboard_bodies.limits import MOST_ALARMS_IN_A_WIDGET, MOST_METRICS_IN_A_WIDGET
from tocsin.dashboard_bodies.metric_line import metric_line
from tocsin.dashboard_bodies.shape import (
    Fault,
    Mapped,
    Rule,
    anything,
    choice,
    flag,
    form,
    many,
    number,
    period,
    text,
)
from tocsin.diagnostics import quoted

_COLOUR = form(r"#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}", "#d13212")
_ALARM = form(
    r"arn:[a-z-]+:cloudwatch:[a-z0-9-]+:[0-9]{12}:alarm:.+",
    "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:name",
)
_MOMENT = form(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})",
    "2026-03-01T09:00:00Z",
)
_AXIS = Mapped(keys={"label": text, "max": number, "min": number, "showUnits": flag})
_DRAWN = {"color": _COLOUR, "label": text, "visible": flag}
_LINE = Mapped(
    keys={
        **_DRAWN,
        "value": number,
        "fill": choice("above", "below", "none"),
        "yAxis": choice("left", "right"),
    },
    needed=("value",),
)
_MARK = Mapped(
    keys={**_DRAWN, "value": _MOMENT, "fill": choice("after", "before", "none")},
    needed=("value",),
)


def _lines(rule: Rule) -> Rule:
    """Return the rule of annotations: single ones, or pairs that make a band."""
    band = many(anything, least=2, most=2)

    def of_lines(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401 - any JSON
        yield from many(anything)(value, path)
        for index, item in enumerate(value if isinstance(value, list) else ()):
            place = f"{path}[{index}]"
            yield from band(item, place) if isinstance(item, list) else rule(item, place)

    return of_lines


_ANNOTATIONS = Mapped(
    keys={
        "alarms": many(_ALARM, least=1, most=1),
        "horizontal": _lines(_LINE),
        "vertical": _lines(_MARK),
    }
)


def _is_of_one_kind(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401 - as above
    """Yield what is wrong with a metric widget as a whole."""
    annotations = value.get("annotations")
    shows_alarm = isinstance(annotations, dict) and "alarms" in annotations
    if shows_alarm and "metrics" in value:
        fix = "leave metrics out: the alarm brings its own"
        yield path, "it shows an alarm and metrics", fix
    if not shows_alarm and not value.get("metrics") and "insightRule" not in value:
        yield path, "it shows neither metrics nor an alarm", "write metrics"
    if value.get("view") == "gauge":
        left = _part(_part(value, "yAxis"), "left")
        if "min" not in left or "max" not in left:
            yield f"{path}.yAxis.left", "a gauge needs min and max", "write both"


def _part(value: dict[str, Any], key: str) -> dict[str, Any]:
    """Return the mapping at *key*; an empty one where there is none."""
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def _has_source(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401 - as above
    query = value.get("query")
    if isinstance(query, str) and not query.lstrip().upper().startswith("SOURCE"):
        yield f"{path}.query", f"it begins with {quoted(query[:20])}", "begin with SOURCE 'group' |"


_METRIC = Mapped(
    keys={
        "accountId": text,
        "annotations": _ANNOTATIONS,
        "end": text,
        "insightRule": anything,
        "labels": Mapped(keys={"visible": flag}),
        "legend": Mapped(keys={"position": choice("right", "bottom", "hidden")}),
        "liveData": flag,
        "metrics": many(metric_line, most=MOST_METRICS_IN_A_WIDGET),
        "period": period,
        "region": text,
        "setPeriodToTimeRange": flag,
        "singleValueFullPrecision": flag,
        "sparkline": flag,
        "stacked": flag,
        "start": text,
        "stat": text,
        "table": anything,
        "timezone": form(r"[+-][0-9]{4}", "+0130"),
        "title": text,
        "trend": flag,
        "view": choice("timeSeries", "singleValue", "gauge", "bar", "pie", "table"),
        "yAxis": Mapped(keys={"left": _AXIS, "right": _AXIS}),
    },
    needed=("region",),
    also=_is_of_one_kind,
)
_LOG = Mapped(
    keys={
        "accountId": text,
        "query": text,
        "queryLanguage": choice("CWLI", "PPL", "SQL"),
        "region": text,
        "stacked": flag,
        "title": text,
        "view": choice("table", "timeSeries", "bar", "pie"),
    },
    needed=("query", "region"),
    also=_has_source,
)
_ALARMS = Mapped(
    keys={
        "alarms": many(_ALARM, least=1, most=MOST_ALARMS_IN_A_WIDGET),
        "sortBy": choice("default", "stateUpdatedTimestamp", "timestamp"),
        "states": many(choice("ALARM", "INSUFFICIENT_DATA", "OK")),
        "title": text,
    },
    needed=("alarms",),
)
_TEXT = Mapped(
    keys={"background": choice("transparent", "solid"), "markdown": text}, needed=("markdown",)
)
_EXPLORER = Mapped(
    keys={
        "aggregateBy": anything,
        "labels": many(anything),
        "metrics": many(anything, least=1),
        "period": period,
        "splitBy": text,
        "title": text,
        "widgetOptions": anything,
    },
    needed=("metrics",),
)
_CUSTOM = Mapped(
    keys={"endpoint": text, "params": anything, "title": text, "updateOn": anything},
    needed=("endpoint",),
)

PROPERTIES: Mapping[str, Rule] = {
    "alarm": _ALARMS,
    "custom": _CUSTOM,
    "explorer": _EXPLORER,
    "log": _LOG,
    "metric": _METRIC,
    "text": _TEXT,
}
"""The rule of the properties of a widget, by its kind."""
