"""Which rule decided an evaluation, in words."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import evaluated as support
from tocsin.evaluation import State
from tocsin.evaluation.history import Evaluation


def evaluated(
    values: Sequence[float | None],
    before: State = "OK",
    **changes: Any,  # noqa: ANN401 -- as properties are
) -> Evaluation:
    """Evaluate an alarm that wants three of three."""
    return support.evaluated(
        values, before, **{"EvaluationPeriods": 3, "DatapointsToAlarm": 3, **changes}
    )


BREACHING = {"TreatMissingData": "breaching"}
NOT_BREACHING = {"TreatMissingData": "notBreaching"}
IGNORE = {"TreatMissingData": "ignore"}


@pytest.mark.parametrize(
    ("values", "changes", "expected"),
    [
        (
            [5, 0, 0],
            {"DatapointsToAlarm": 2},
            "m of n: 2 of the newest 3 datapoints breach, 2 needed for ALARM",
        ),
        (
            [0],
            {"EvaluationPeriods": 1, "DatapointsToAlarm": 1},
            "m of n: the newest datapoint breaches",
        ),
        (
            [5],
            {"EvaluationPeriods": 1, "DatapointsToAlarm": 1},
            "m of n: the newest datapoint does not breach",
        ),
        (
            [5, 0],
            {},
            (
                "m of n: 2 of 3 datapoints are in the 8 periods it read, 1 breaching, 3 needed for "
                "ALARM"
            ),
        ),
        (
            [0, None, None],
            {},
            (
                "premature: 1 of 3 datapoints is in the 8 periods it read, it breaches, and the "
                "oldest is 3 periods old, at least the 3 for ALARM"
            ),
        ),
        (
            [0, 0],
            {},
            (
                "too recent: 2 of 3 datapoints are in the 8 periods it read, all breach, and the "
                "oldest is 2 periods old, fewer than the 3 for ALARM"
            ),
        ),
        (
            [0, None, None],
            IGNORE,
            (
                "kept because ignored: 1 of 3 datapoints is in the 8 periods it read, it breaches, "
                "and the oldest is 3 periods old: premature, and missing data are ignored"
            ),
        ),
        (
            [],
            IGNORE,
            (
                "kept because ignored: no datapoint in the 8 periods it read, and missing data are "
                "ignored"
            ),
        ),
        ([], {}, "by silence: no datapoint in the 8 periods it read"),
        (
            [],
            BREACHING,
            "by silence: no datapoint in the 8 periods it read, which counts as breaching",
        ),
        (
            [],
            NOT_BREACHING,
            "by silence: no datapoint in the 8 periods it read, which counts as not breaching",
        ),
        (
            [5],
            BREACHING,
            (
                "too few real datapoints: 1 of 3 datapoints is in the 8 periods it read, 0 "
                "breaching; 2 missing count as breaching, 3 needed for ALARM"
            ),
        ),
        (
            [0, 0],
            NOT_BREACHING,
            (
                "too few real datapoints: 2 of 3 datapoints are in the 8 periods it read, 2 "
                "breaching; 1 missing counts as not breaching, 3 needed for ALARM"
            ),
        ),
        (
            [0, 0, 0],
            {
                "Statistic": None,
                "ExtendedStatistic": "p90",
                "EvaluateLowSampleCountPercentile": "ignore",
            },
            (
                "kept because ignored: a datapoint rests on too few samples for its percentile, "
                "which are ignored"
            ),
        ),
    ],
)
def test_decision_names_the_rule(
    values: list[float | None], changes: dict[str, Any], expected: str
) -> None:
    """Each rule of missing data is told from the others, with what it rests on."""
    assert str(evaluated(values, **changes).decision) == expected


@given(
    values=st.lists(st.sampled_from([None, 0, 5]), max_size=12),
    periods=st.integers(1, 6),
    to_alarm=st.integers(1, 6),
    treatment=st.sampled_from(["missing", "ignore", "breaching", "notBreaching"]),
    before=st.sampled_from(["OK", "ALARM", "INSUFFICIENT_DATA"]),
)
def test_what_is_said_agrees_with_the_state(
    values: list[float | None], periods: int, to_alarm: int, treatment: str, before: State
) -> None:
    """The rule fits the state that it led to, and as many datapoints decided as it takes."""
    to_alarm = min(to_alarm, periods)
    settings = {"EvaluationPeriods": periods, "DatapointsToAlarm": to_alarm}
    found = evaluated(values, before, TreatMissingData=treatment, **settings)
    rule, decided = found.decision.rule, found.reason_data["evaluatedDatapoints"]

    if rule == "kept because ignored":
        assert found.state == before
        return
    states = {"premature": {"ALARM"}, "too recent": {"OK"}, "m of n": {"OK", "ALARM"}}
    assert found.state in states.get(rule, {"OK", "ALARM", "INSUFFICIENT_DATA"})
    assert (rule == "by silence") == (not found.evidence.datapoints)
    needed = {"ALARM": to_alarm, "OK": periods - to_alarm + 1, "INSUFFICIENT_DATA": periods}
    assert len(decided) == needed[found.state]
    assert decided == sorted(decided, key=lambda entry: str(entry["timestamp"]), reverse=True)
