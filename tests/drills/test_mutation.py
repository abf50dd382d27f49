from pathlib import Path

from tests.support.drills import alarm_set, metric_alarm, one_drill
from tocsin.drills.mutation.mutation import AcceptedSurvivor, Mutation, mutate
from tocsin.drills.runner import run_drill
from tocsin.simulation import AlarmSet

EXACT = (
    "alarm: no-orders\nvalues: 9x10 0x5 1x10\nexpect: [{timeline: [OK, ALARM at 13m, OK at 16m]}]"
)
SILENT = "alarm: no-orders\nvalues: 9x10 _x10\nexpect: [{timeline: [OK, ALARM at 18m]}]"
LOOSE = "alarm: no-orders\nvalues: 9x10 0x15\nexpect: [{within: 10m, from: 10m}]"


def _mutation(
    alarms: AlarmSet, *bodies: str, accepted: tuple[AcceptedSurvivor, ...] = ()
) -> Mutation:
    outcomes = [run_drill(one_drill(alarms, body), alarms) for body in bodies]
    assert all(outcome.passes for outcome in outcomes)
    return mutate(alarms, outcomes, accepted)


def test_exact_drills_notice_every_mutant(tmp_path: Path) -> None:
    """Drills with exact times, values on the threshold and a silence leave no survivor."""
    mutation = _mutation(alarm_set(tmp_path), EXACT, SILENT)

    assert mutation.survivors == ()
    assert {each.killed_by for each in mutation.results} == {"d.yaml::the drill"}


def test_loose_drills_let_mutants_survive(tmp_path: Path) -> None:
    """A drill that only waits for ALARM notices neither operator, nor M of N, nor silence."""
    survivors = {each.mutant.name for each in _mutation(alarm_set(tmp_path), LOOSE).survivors}

    assert survivors == {
        "threshold 2", "operator <=", "2 of 2", "2 of 3", "3 of 4", "4 of 4",
        "missing data missing", "missing data ignore", "missing data notBreaching", "period 2m",
    }  # fmt: skip


def test_survivors_may_be_accepted(tmp_path: Path) -> None:
    """A survivor that is accepted does not count; a mutant that is killed is accepted in vain."""
    wanted = AcceptedSurvivor(alarm="no-orders", mutant="period 2m", because="it is as good")
    in_vain = AcceptedSurvivor(alarm="no-orders", mutant="threshold 0", because="no reason")

    mutation = _mutation(alarm_set(tmp_path), LOOSE, accepted=(wanted, in_vain))

    statuses = {each.mutant.name: (each.status, each.because) for each in mutation.results}
    assert statuses["period 2m"] == ("accepted", "it is as good")
    assert statuses["threshold 0"] == ("killed", None)
    assert mutation.accepted_in_vain == (in_vain,)
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
    assert not any(each.is_drilled for each in mutation.survivors)
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
