from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.dashboards import FAILURE_RATE, NO_ORDERS, ORDERS_PLACED, PANEL
from tocsin.grafana.thresholds import COLOURS, Step, drawn_alarms, steps
from tocsin.on_call import SEVERITIES, Severity
from tocsin.plan import COMPARISON_WORDS, AlarmSpec, SeriesSpec

ABOVE, BELOW = "GreaterThanThreshold", "LessThanThreshold"


def alarm(comparison: str, threshold: float, severity: Severity) -> AlarmSpec:
    """Make an alarm that differs in what is drawn of it."""
    return replace(NO_ORDERS, comparison=comparison, threshold=threshold, severity=severity)


@pytest.mark.parametrize(
    ("alarms", "expected"),
    [
        ([], [(None, "fine")]),
        ([alarm(ABOVE, 5, "critical")], [(None, "fine"), (5, "red")]),
        (
            [alarm(ABOVE, 5, "critical"), alarm(ABOVE, 1, "warning")],
            [(None, "fine"), (1, "#EAB839"), (5, "red")],
        ),
        ([alarm(BELOW, 1, "critical")], [(None, "red"), (1, "fine")]),
        (
            [alarm(BELOW, 10, "warning"), alarm(BELOW, 1, "critical")],
            [(None, "red"), (1, "#EAB839"), (10, "fine")],
        ),
        (
            [alarm(BELOW, 1, "critical"), alarm(ABOVE, 9, "info")],
            [(None, "red"), (1, "fine"), (9, "text")],
        ),
        (
            [alarm(ABOVE, 5, "warning"), alarm(ABOVE, 5, "critical")],
            [(None, "fine"), (5, "red")],
        ),
        (
            [alarm(BELOW, 9, "critical"), alarm(ABOVE, 1, "warning")],
            [(None, "fine"), (1, "#EAB839"), (9, "red")],
        ),
    ],
    ids=["none", "above", "two above", "below", "two below", "both", "equal", "crossed"],
)
def test_steps_colour_what_breaches(alarms: Sequence[AlarmSpec], expected: Sequence[Step]) -> None:
    """Values that breach have the colour of the severity, on the right side of the threshold."""
    assert steps(alarms, fine="fine") == tuple(expected)


@given(
    st.lists(
        st.builds(
            alarm,
            st.sampled_from(sorted(COMPARISON_WORDS)),
            st.integers(-100, 100),
            st.sampled_from(SEVERITIES),
        )
    )
)
def test_steps_are_the_thresholds_ascending(alarms: list[AlarmSpec]) -> None:
    """Each threshold is drawn, and nothing else, in the order that Grafana asks for."""
    first, *rest = steps(alarms)

    assert first[0] is None
    assert [value for value, _ in rest] == sorted({alarm.threshold for alarm in alarms})


def test_every_severity_has_a_colour() -> None:
    """Severities have colours in the order of their urgency."""
    assert tuple(COLOURS) == SEVERITIES


@pytest.mark.parametrize(
    ("series", "is_drawn"),
    [
        (ORDERS_PLACED, True),
        (FAILURE_RATE, False),
        (replace(ORDERS_PLACED, period=300), False),
    ],
    ids=["same axis", "other unit", "other period"],
)
def test_threshold_is_drawn_only_where_it_means_something(
    series: SeriesSpec, *, is_drawn: bool
) -> None:
    """A threshold stands only on an axis with its unit and its period."""
    watching = replace(NO_ORDERS, series=series)

    assert (drawn_alarms(replace(PANEL, alarms=(watching,))) == (watching,)) is is_drawn
