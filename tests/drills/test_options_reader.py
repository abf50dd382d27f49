from pathlib import Path

import pytest

from tests.support.drills import alarm_set, composite_alarm, metric_alarm, outcome_of, problems_of
from tocsin.drills.reading.drill_reader import read_drills
from tocsin.evaluation import EvaluationOptions
from tocsin.evaluation.composite import SuppressionOptions
from tocsin.simulation import AlarmSet

TEXT = """\
options: {options}
drills:
  orders stop:
    alarm: no-orders
    values: 9x5 0x5
    kind: quiet
"""


@pytest.fixture(scope="module")
def alarms(tmp_path_factory: pytest.TempPathFactory) -> AlarmSet:
    """One alarm."""
    return alarm_set(tmp_path_factory.mktemp("system"))


def read(alarms: AlarmSet, options: str) -> EvaluationOptions:
    """Return the options of a drill in a file with these."""
    text = TEXT.replace("{options}", options)
    (drill,) = read_drills(text, name="d.yaml", alarms=alarms).drills
    return drill.options


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("{}", EvaluationOptions()),
        ("{evaluation_range: 7}", EvaluationOptions(evaluation_range=7)),
        ("{evaluation_range: N+2}", EvaluationOptions(evaluation_range="N+2")),
        ("{second_offset: 12s}", EvaluationOptions(second_offset=12)),
        ("{evaluation_delay: 2m}", EvaluationOptions(evaluation_delay=120)),
        ("{hourly_minute: 59}", EvaluationOptions(hourly_minute=59)),
        ("{first_evaluation_delay: 90s}", EvaluationOptions(first_evaluation_delay=90)),
        (
            "{too_recent_breaching_state: keep}",
            EvaluationOptions(too_recent_breaching_state="keep"),
        ),
        ("{dynamodb_missing_data: as_set}", EvaluationOptions(dynamodb_missing_data="as_set")),
        ("{low_sample_scope: newest}", EvaluationOptions(low_sample_scope="newest")),
        ("{percentile_method: lower}", EvaluationOptions(percentile_method="lower")),
        ("{percent_rounding: up}", EvaluationOptions(percent_rounding="up")),
        (
            "{suppression: {repeat_after_extension: false}}",
            EvaluationOptions(suppression=SuppressionOptions(repeat_after_extension=False)),
        ),
    ],
)
def test_every_option_can_be_set(alarms: AlarmSet, text: str, options: EvaluationOptions) -> None:
    """Each choice that AWS leaves open is set by its name; the others keep their defaults."""
    assert read(alarms, text) == options


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{evaluaton_range: 7}", "did you mean 'evaluation_range'?"),
        ("{evaluation_range: 0}", "write auto, N+2 or a whole number from 1 to 10000"),
        ("{evaluation_range: true}", "write auto, N+2 or a whole number from 1 to 10000"),
        ("{second_offset: 60s}", "'60s' is not a second of a minute; use 0s to 59s"),
        ("{second_offset: 5}", "5 is not a duration"),
        ("{evaluation_delay: 61s}", "'61s' is between two evaluations"),
        ("{hourly_minute: 60}", "write a whole number from 0 to 59"),
        ("{percentile_method: linera}", "did you mean 'linear'?"),
        ("{suppression: {repeat: true}}", "the key 'repeat' is unknown"),
        ("{suppression: {change_beats_timer: 1}}", "1 is neither true nor false"),
        ("7", "7 stands where a mapping is expected"),
    ],
)
def test_wrong_options(alarms: AlarmSet, text: str, problem: str) -> None:
    """An option that does not exist, or has no such value, is a problem at its place."""
    (found,) = problems_of(alarms, TEXT.replace("{options}", text))

    assert found.startswith("d.yaml:1:")
    assert problem in found


@pytest.mark.parametrize(
    ("options", "fires_at"),
    [("{}", 18), ("{evaluation_range: 3}", 13), ("{evaluation_range: N+2}", 15)],
)
def test_the_evaluation_range_of_a_drill(tmp_path: Path, options: str, fires_at: int) -> None:
    """Silence becomes ALARM when the last value has left the evaluation range."""
    body = (
        f"alarm: no-orders\nvalues: 9x10 _x12\noptions: {options}\n"
        f"expect: [{{timeline: [OK, ALARM at {fires_at}m]}}]"
    )

    assert outcome_of(alarm_set(tmp_path), body).passes


@pytest.mark.parametrize(("rounding", "passes"), [("up", True), ("down", False)])
def test_percentages_of_composite_alarms(tmp_path: Path, rounding: str, *, passes: bool) -> None:
    """The rounding of AT_LEAST decides whether one of three alarms is enough for 50 %."""
    quiet = {"ComparisonOperator": "GreaterThanThreshold", "Threshold": 100}
    alarms = alarm_set(
        tmp_path,
        A=metric_alarm("a"),
        B=metric_alarm("b", **quiet),
        C=metric_alarm("c", **quiet),
        Half=composite_alarm("half", "AT_LEAST(50%, ALARM, (a, b, c))"),
    )
    body = (
        f"alarm: half\nseries: [{{metric: Orders, values: 9x5 0x5}}]\n"
        f"options: {{percent_rounding: {rounding}}}\nexpect: [{{never: ALARM}}]"
    )

    assert outcome_of(alarms, body).passes == passes


@pytest.mark.parametrize(("repeats", "run"), [("true", "shop-critical"), ("false", "none")])
def test_the_end_of_an_extension_period(tmp_path: Path, repeats: str, run: str) -> None:
    """Whether an unchanged state runs its actions after the extension period is an option."""
    above = {"ComparisonOperator": "GreaterThanThreshold", "Threshold": 0}
    one = {"EvaluationPeriods": 1, "DatapointsToAlarm": 1, "TreatMissingData": "notBreaching"}
    alarms = alarm_set(
        tmp_path,
        Down=composite_alarm(
            "down",
            "ALARM(no-orders)",
            ActionsSuppressor="maintenance",
            ActionsSuppressorWaitPeriod=60,
            ActionsSuppressorExtensionPeriod=120,
        ),
        NoOrders=metric_alarm("no-orders", AlarmActions=[], OKActions=[]),
        Maintenance=metric_alarm("maintenance", MetricName="Maintenance", **above, **one),
    )
    body = (
        "alarm: down\nseries:\n  - {metric: Orders, values: 9x3 0x17}\n"
        "  - {metric: Maintenance, values: 0x9 1x3 0x8}\n"
        f"options: {{suppression: {{repeat_after_extension: {repeats}}}}}\n"
        "expect:\n  - {actions: shop-critical, within: 7m}\n"
        f"  - {{actions: {run}, from: 8m, within: 12m}}"
    )

    outcome = outcome_of(alarms, body)

    assert outcome.passes, outcome.failures
