from pathlib import Path

import pytest

from tests.support.drills import alarm_set, band_alarm, composite_alarm, metric_alarm, outcome_of


def test_raw_samples_decide_percentiles(tmp_path: Path) -> None:
    """Several samples in one period make a percentile, and a sample count."""
    slow = metric_alarm(
        "slow",
        Statistic=None,
        ExtendedStatistic="p90",
        Threshold=5,
        ComparisonOperator="GreaterThanThreshold",
        EvaluationPeriods=1,
        DatapointsToAlarm=1,
    )
    few = metric_alarm(
        "few", Statistic="SampleCount", Threshold=10, EvaluationPeriods=1, DatapointsToAlarm=1
    )
    samples = " ".join(["1"] * 10)
    body = (
        f'alarm: slow\nvalues: "[{samples}]x5 [{samples} 9 9]x2 [1 1 9]"\n'
        "expect:\n  - {timeline: [OK, ALARM at 6m]}\n"
        "  - {alarm: few, timeline: [OK, ALARM at 8m]}"
    )

    outcome = outcome_of(alarm_set(tmp_path, Slow=slow, Few=few), body)

    assert outcome.passes, outcome.failures


def test_an_alarm_that_cannot_be_evaluated_fails_its_drill(tmp_path: Path) -> None:
    """A band that has no values lets no drill pass that reaches its alarm."""
    outcome = outcome_of(
        alarm_set(tmp_path, Band=band_alarm()), "kind: quiet\nalarm: band\nid: m\nvalues: 9x9"
    )

    assert not outcome.passes
    assert [each.alarm for each in outcome.not_evaluated] == ["band"]


def test_bands_are_compared_with_what_is_given(tmp_path: Path) -> None:
    """With the band as a series, an anomaly detection alarm is drilled like any other."""
    body = """
alarm: band
series:
  - {id: m, values: 5x5 7x5}
  - {id: b, lower: 1x10, upper: 6x10}
expect:
  - {timeline: [OK, ALARM at 8m]}
"""

    assert outcome_of(alarm_set(tmp_path, Band=band_alarm()), body).passes


def test_a_composite_alarm_without_a_rule_that_holds_fails(tmp_path: Path) -> None:
    """A composite alarm that cannot be evaluated fails a drill that expects something of it."""
    alarms = alarm_set(
        tmp_path, A=metric_alarm("a"), Down=composite_alarm("down", "ALARM(a) OR ALARM(gone)")
    )

    outcome = outcome_of(alarms, "alarm: a\nvalues: 9x9\nexpect: [{alarm: down, never: ALARM}]")

    assert [each.alarm for each in outcome.not_evaluated] == ["down"]
    assert not outcome.passes


@pytest.mark.parametrize(
    ("expects", "passes"),
    [
        ("kind: quiet", False),
        ("expect: [{paged: nobody}]", False),
        ("expect: [{paged: nobody, alarm: a}]", True),
        ("expect: [{never: ALARM}]", True),
    ],
)
def test_nobody_is_paged_only_if_every_alarm_could_tell(
    tmp_path: Path, expects: str, *, passes: bool
) -> None:
    """Silence is not proved while a composite alarm above the data cannot be evaluated."""
    alarms = alarm_set(
        tmp_path, A=metric_alarm("a"), Down=composite_alarm("down", "ALARM(a) OR ALARM(gone)")
    )

    assert outcome_of(alarms, f"alarm: a\nvalues: 9x9\n{expects}").passes == passes
