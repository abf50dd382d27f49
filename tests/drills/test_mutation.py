from pathlib import Path

from tests.support.drills import alarm_set, metric_alarm, one_drill
from tocsin.drills.mutation.accepted_survivor import Explanation
from tocsin.drills.mutation.mutation import Mutation, mutate
from tocsin.drills.runner import run_drill
from tocsin.simulation import AlarmSet

EXACT = (
    "alarm: no-orders\nvalues: 9x10 0x5 1x10\nexpect: [{timeline: [OK, ALARM at 13m, OK at 16m]}]"
)
SILENT = "alarm: no-orders\nvalues: 9x10 _x10\nexpect: [{timeline: [OK, ALARM at 18m]}]"
LOOSE = "alarm: no-orders\nvalues: 9x10 0x15\nexpect: [{within: 10m, from: 10m}]"


def _mutation(
    alarms: AlarmSet, *bodies: str, explanations: tuple[Explanation, ...] = ()
) -> Mutation:
    outcomes = [run_drill(one_drill(alarms, body), alarms) for body in bodies]
    assert all(outcome.passes for outcome in outcomes)
    return mutate(alarms, outcomes, explanations)


def test_exact_drills_notice_every_mutant(tmp_path: Path) -> None:
    """Drills with exact times, values on the threshold and a silence leave no survivor."""
    mutation = _mutation(alarm_set(tmp_path), EXACT, SILENT)

    assert mutation.survivors == ()
    assert {each.noticed_by for each in mutation.results} == {"d.yaml::the drill"}


def test_loose_drills_let_mutants_survive(tmp_path: Path) -> None:
    """A drill that only waits for ALARM notices neither operator, nor M of N, nor silence."""
    survivors = {each.mutant.name for each in _mutation(alarm_set(tmp_path), LOOSE).survivors}

    assert survivors == {
        "threshold 2", "operator <=", "2 of 2", "2 of 3", "3 of 4", "4 of 4",
        "missing data missing", "missing data ignore", "missing data notBreaching", "period 2m",
    }  # fmt: skip


def test_survivors_may_be_explained(tmp_path: Path) -> None:
    """An explained survivor is none; an explanation of a mutant that is noticed is stale."""
    wanted = Explanation(alarm="no-orders", mutant="period 2m", because="it is as good")
    stale = Explanation(alarm="no-orders", mutant="threshold 0", because="no reason")

    mutation = _mutation(alarm_set(tmp_path), LOOSE, explanations=(wanted, stale))

    fates = {each.mutant.name: (each.fate, each.because) for each in mutation.results}
    assert fates["period 2m"] == ("explained", "it is as good")
    assert fates["threshold 0"] == ("noticed", None)
    assert mutation.stale == (stale,)
    assert "period 2m" not in {each.mutant.name for each in mutation.survivors}


def test_alarms_without_drills_survive_entirely(tmp_path: Path) -> None:
    """Every mutant of an alarm that no drill reaches survives, after those of urgent alarms."""
    alarms = alarm_set(
        tmp_path,
        Other=metric_alarm("other", MetricName="Other", severity="info"),
        NoOrders=metric_alarm("no-orders"),
    )

    mutation = _mutation(alarms, EXACT, SILENT)

    assert {each.alarm.name for each in mutation.survivors} == {"other"}
    assert not any(each.is_reached for each in mutation.survivors)
    assert mutation.results[0].alarm.name == "no-orders"


def test_only_some_alarms_are_changed(tmp_path: Path) -> None:
    """Mutation can be limited to some alarms."""
    alarms = alarm_set(
        tmp_path, NoOrders=metric_alarm("no-orders"), B=metric_alarm("b", MetricName="B")
    )
    outcome = run_drill(one_drill(alarms, EXACT), alarms)

    results = mutate(alarms, [outcome], names={"b"}).results

    assert {each.alarm.name for each in results} == {"b"}


def test_failing_drills_notice_nothing(tmp_path: Path) -> None:
    """A drill that fails already says nothing about mutants."""
    alarms = alarm_set(tmp_path)
    outcome = run_drill(one_drill(alarms, EXACT.replace("13m", "12m")), alarms)

    mutation = mutate(alarms, [outcome])

    assert mutation.drill_runs == 0
    assert len(mutation.survivors) == len(mutation.results)
