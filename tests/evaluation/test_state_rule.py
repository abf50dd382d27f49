"""The state rule over windows of slots."""

from collections.abc import Sequence

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from tocsin.evaluation import TreatMissingData
from tocsin.evaluation.alarm.state import (
    ALARM_CODE,
    INSUFFICIENT_DATA_CODE,
    KEEP_CODE,
    OK_CODE,
)
from tocsin.evaluation.states.state_rule import StateRule, carried_forward

HEALTHY, BREACHING, MISSING = "0", "X", "-"
SLOTS = st.text(alphabet="0X-", min_size=1, max_size=9)
COUNTS = st.tuples(st.integers(1, 5), st.integers(1, 5)).map(sorted)


def code(slots: str, counts: Sequence[int], treatment: str) -> int:
    """Decide one window of slots, the newest last."""
    datapoints_to_alarm, evaluation_periods = counts
    rule = StateRule(
        size=len(slots),
        evaluation_periods=evaluation_periods,
        datapoints_to_alarm=datapoints_to_alarm,
        treat_missing_data=TreatMissingData(treatment),
    )
    marks = np.array(list(slots))
    return int(rule.codes(marks != MISSING, marks == BREACHING, None)[0])


@given(slots=SLOTS, counts=COUNTS)
def test_breaching_alarms_wherever_not_breaching_does(slots: str, counts: list[int]) -> None:
    """Treating missing data as breaching never alarms less."""
    assume(len(slots) >= counts[1])
    if code(slots, counts, "notBreaching") == ALARM_CODE:
        assert code(slots, counts, "breaching") == ALARM_CODE


@given(slots=SLOTS, counts=COUNTS)
def test_missing_and_ignore_differ_only_where_the_state_is_kept(
    slots: str, counts: list[int]
) -> None:
    """Ignore keeps the state exactly where missing has nothing, or alarms prematurely."""
    assume(len(slots) >= counts[1])
    missing, ignore = code(slots, counts, "missing"), code(slots, counts, "ignore")

    if ignore == KEEP_CODE:
        assert missing in {ALARM_CODE, INSUFFICIENT_DATA_CODE}
    else:
        assert missing == ignore


@given(slots=SLOTS, counts=COUNTS, treatment=st.sampled_from(sorted(TreatMissingData)))
def test_more_datapoints_to_alarm_never_alarm_more(
    slots: str, counts: list[int], treatment: str
) -> None:
    """An alarm that needs more breaching datapoints is in ALARM at most as often."""
    assume(len(slots) >= counts[1] and counts[0] > 1)
    easier = [counts[0] - 1, counts[1]]
    if code(slots, counts, treatment) == ALARM_CODE:
        assert code(slots, easier, treatment) == ALARM_CODE


def test_healthy_datapoint_anywhere_prevents_a_premature_alarm() -> None:
    """One healthy datapoint in the range, however old, makes sparse breaching data OK."""
    assert code("--X--", [3, 3], "missing") == ALARM_CODE
    assert code("0-X--", [3, 4], "missing") == OK_CODE
    assert code("---X-", [3, 3], "missing") == OK_CODE


def test_kept_states_are_carried_forward() -> None:
    """An evaluation that keeps the state takes it from the one before, or from the start."""
    codes = np.array([KEEP_CODE, ALARM_CODE, KEEP_CODE, OK_CODE, KEEP_CODE], dtype=np.int8)

    assert carried_forward(codes, INSUFFICIENT_DATA_CODE).tolist() == [2, 1, 1, 0, 0]
