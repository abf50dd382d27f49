"""A rule for dashboards whose alarms are known: lines are drawn where alarms fire."""

import re
from collections.abc import Iterable, Iterator

from tocsin.diagnostics import Problem, ProblemCollector
from tocsin.grafana.lint.document import Json, at, data_panels, steps, targets, text
from tocsin.plan import AlarmSpec

_RUNBOOK = re.compile(r"\]\((https://[^)\s]+)\)")


def unlike_alarms(dashboard: Json, alarms: Iterable[AlarmSpec]) -> tuple[Problem, ...]:
    """Return the thresholds of *dashboard* that none of the alarms has whose runbooks it links.

    Args:
        dashboard: A dashboard in Grafana's classic schema, without an envelope.
        alarms: All alarms that it may show.
    """
    by_runbook: dict[str, set[float]] = {}
    for alarm in alarms:
        by_runbook.setdefault(alarm.runbook, set()).add(alarm.threshold)
    found = ProblemCollector()
    for panel in data_panels(dashboard):
        linked = _RUNBOOK.findall(text(panel.get("description")))
        meant = set().union(*(by_runbook.get(each, ()) for each in linked))
        for value in _lines(panel):
            if value not in meant:
                found.report(
                    "panel/threshold-of-alarm",
                    at(panel),
                    f"it has a line at {value}, where no alarm fires whose runbook it links",
                    "draw it at the threshold of the alarm, or link the runbook of the one meant",
                    why="people would take the line for what calls somebody",
                    severity="error",
                )
    return tuple(found.problems)


def _lines(panel: Json) -> Iterator[float]:
    """Yield the thresholds of a panel of metrics; a number from logs is no metric of an alarm."""
    if any(each.get("queryMode") == "Metrics" for each in targets(panel)):
        yield from (step["value"] for step in steps(panel))
