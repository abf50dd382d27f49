"""What is in ALARM now, and the state of every alarm: Grafana cannot list alarms of CloudWatch."""

from collections.abc import Iterable, Iterator, Sequence

from tocsin.cloudwatch_dashboards.layout import Widget
from tocsin.cloudwatch_dashboards.shown_alarms import AnyAlarm, alarm_arn, listed_alarms
from tocsin.dashboard_bodies import MOST_ALARMS_IN_A_WIDGET
from tocsin.plan import DashboardSpec

_WIDTH = 12
_IN_A_LINE = 4
_LEAST, _MOST = 3, 12


def alarm_widgets(
    spec: DashboardSpec, alarms: Iterable[AnyAlarm], account: str
) -> Iterator[Widget]:
    """Yield the widgets of the alarms of *spec*: first those in ALARM, then all of them."""
    arns = [alarm_arn(alarm, account) for alarm in listed_alarms(spec, alarms)]
    parts = [
        arns[start : start + MOST_ALARMS_IN_A_WIDGET]
        for start in range(0, len(arns), MOST_ALARMS_IN_A_WIDGET)
    ]
    for number, part in enumerate(parts, start=1):
        of = "" if len(parts) == 1 else f" ({number} of {len(parts)})"
        yield _widget(f"In alarm now{of}", part, ["ALARM"])
        yield _widget(f"All alarms{of}", part, None)


def _widget(title: str, arns: Sequence[str], states: list[str] | None) -> Widget:
    return {
        "type": "alarm",
        "width": _WIDTH,
        "height": min(_MOST, max(_LEAST, 1 + -(-len(arns) // _IN_A_LINE))),
        "properties": {
            "title": title,
            "alarms": [*arns],
            "sortBy": "stateUpdatedTimestamp",
            **({"states": states} if states else {}),
        },
    }
