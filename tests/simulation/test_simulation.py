import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.support.drills import (
    START,
    Json,
    alarm_set,
    composite_alarm,
    error_rate,
    log_alarm,
    metric_alarm,
    outcome_of,
    promql_alarm,
    system,
    template,
)
from tocsin.assembly import load
from tocsin.drills.reading.notation import parse_samples
from tocsin.evaluation import Metric, MetricData, MetricSeries, SuppliedSeries, sorted_dimensions
from tocsin.simulation import AlarmSet, Simulation, simulate

INSIGHTS = {
    "Metrics": [{"Id": "q", "Expression": "SELECT SUM(x) FROM y", "Period": 60}],
    "MetricName": None,
    "Namespace": None,
    "Dimensions": None,
    "Statistic": None,
    "Period": None,
}


def _series(text: str, metric: str = "Orders", **dimensions: str) -> MetricSeries:
    samples = parse_samples(text)
    return MetricSeries(
        Metric(
            namespace="Shop",
            name=metric,
            dimensions=sorted_dimensions(dimensions or {"Stage": "prod"}),
        ),
        timestamps=START + 60 * samples.offsets,
        values=samples.values,
    )


def _simulated(folder: Path, text: str, minutes: int, **resources: Json) -> Simulation:
    return simulate(
        system(folder, **resources),
        MetricData([_series(text)]),
        start=START,
        end=START + 60 * minutes + 1,
        starts_after_first_window=True,
    )


def _changes(simulation: Simulation, name: str) -> list[tuple[float, str]]:
    return [((at - START) / 60, state) for at, state in simulation.histories[name].states]


def test_states_notifications_and_recipients(tmp_path: Path) -> None:
    """A breach becomes a state, the state a notification, and the notification reaches Ana."""
    simulation = _simulated(tmp_path, "9x5 0x4 9x3", 12)

    assert _changes(simulation, "no-orders") == [(8, "ALARM"), (10, "OK")]
    assert [(each.at - START, each.state) for each in simulation.deliveries] == [
        (480, "ALARM"),
        (600, "OK"),
    ]
    first = simulation.deliveries[0]
    assert (first.alarm, first.severity, first.action) == (
        "no-orders",
        "critical",
        "arn:aws:sns:eu-west-1:111122223333:shop-critical",
    )
    assert [str(each) for each in first.recipients] == ["email ana@example.com"]


def test_the_reason_is_that_of_cloudwatch(tmp_path: Path) -> None:
    """A history knows its state, and the reason for it, at each time."""
    history = _simulated(tmp_path, "9x5 0x4 9x3", 12).histories["no-orders"]

    assert history.state_at(START + 479) == "OK"
    assert history.state_at(START + 480) == "ALARM"
    assert history.reason_at(START + 479) is None
    assert str(history.reason_at(START + 599)).startswith("Threshold Crossed: 3 out of the last 3")
    assert [state for _, _, state in history.intervals()] == ["OK", "ALARM", "OK"]


def test_an_alarm_awaits_its_window(tmp_path: Path) -> None:
    """Without data before the start, an alarm keeps its state until its periods are filled."""
    waits = _simulated(tmp_path, "0x10", 10)
    assembly = system(tmp_path)
    data = MetricData([_series("0x10")])

    hasty = simulate(assembly, data, start=START, end=START + 600)

    assert _changes(waits, "no-orders") == [(3, "ALARM")]
    assert _changes(hasty, "no-orders") == [(0, "ALARM")]


def test_new_alarms_begin_without_a_state(tmp_path: Path) -> None:
    """An alarm that is created at the start leaves INSUFFICIENT_DATA a minute later."""
    simulation = simulate(
        system(tmp_path),
        MetricData([_series("9x10")]),
        start=START,
        end=START + 600,
        previous_state=None,
    )

    assert simulation.histories["no-orders"].initial_state == "INSUFFICIENT_DATA"
    assert _changes(simulation, "no-orders")[-1][1] == "OK"


def test_only_chosen_alarms_are_evaluated(tmp_path: Path) -> None:
    """Alarms that are not chosen have no history."""
    alarms = alarm_set(tmp_path, A=metric_alarm("a"), B=metric_alarm("b"))

    simulation = simulate(
        alarms, MetricData([_series("0x9")]), start=START, end=START + 500, alarms=["b"]
    )

    assert list(simulation.histories) == ["b"]


def test_disabled_actions_send_nothing(tmp_path: Path) -> None:
    """An alarm whose actions are disabled changes its state in silence."""
    silent = metric_alarm("no-orders", ActionsEnabled=False)

    simulation = _simulated(tmp_path, "9x5 0x4 9x3", 12, A=silent)

    assert _changes(simulation, "no-orders")
    assert simulation.deliveries == ()


@pytest.mark.parametrize(
    ("resource", "why"),
    [
        (metric_alarm("a", **INSIGHTS), "give a series {alarm: a, id: q, values: …}"),
        (metric_alarm("a", Threshold={"Ref": "Unknown"}), "Threshold"),
        (metric_alarm("a", EvaluationPeriods=0), "EvaluationPeriods"),
        (promql_alarm("a"), "only metrics and metric math can be evaluated"),
        (metric_alarm("a", EvaluationInterval=60), "AWS refuses it: EvaluationInterval"),
        (composite_alarm("a", "ALARM(nobody)"), "no alarm nobody can be evaluated"),
        (composite_alarm("a", "ALARM(a)"), "it refers to itself: a → a"),
        (composite_alarm("a", "ALARM("), "AlarmRule"),
        (log_alarm("a"), "log events"),
        (log_alarm("a", QueryResultsToAlarm=4), "AWS refuses it: QueryResultsToAlarm: 4 is out"),
    ],
)
def test_what_cannot_be_evaluated_is_reported(tmp_path: Path, resource: Json, why: str) -> None:
    """An alarm that cannot be evaluated is reported with its place, and never left out."""
    simulation = _simulated(tmp_path, "0x9", 9, A=resource, NoOrders=metric_alarm("no-orders"))

    (refused,) = simulation.not_evaluated
    assert refused.alarm == "a"
    assert why in refused.why
    assert "shop.json" in str(refused)
    assert "no-orders" in simulation.histories


def test_given_values_stand_for_what_cannot_be_computed(tmp_path: Path) -> None:
    """A query that is no metric math has the values that the data give it."""
    values = SuppliedSeries.of("q", START + 60 * np.arange(9), np.zeros(9), alarm_name="a")

    simulation = simulate(
        system(tmp_path, A=metric_alarm("a", **INSIGHTS)),
        MetricData([], [values]),
        start=START,
        end=START + 540,
        starts_after_first_window=True,
    )

    assert _changes(simulation, "a") == [(3, "ALARM")]


def test_composite_alarms_follow_their_children(tmp_path: Path) -> None:
    """A composite alarm changes with its children, also one above another, and says why."""
    simulation = _simulated(
        tmp_path,
        "9x5 0x4 9x3",
        12,
        NoOrders=metric_alarm("no-orders", AlarmActions=[], OKActions=[]),
        Quiet=metric_alarm("quiet", MetricName="Other", TreatMissingData="notBreaching"),
        Down=composite_alarm("down", "ALARM(no-orders) AND NOT ALARM(quiet)"),
        Top=composite_alarm("top", "ALARM(down)", AlarmActions=[], OKActions=[]),
    )

    assert _changes(simulation, "down") == [(8, "ALARM"), (10, "OK")]
    assert _changes(simulation, "top") == [(8, "ALARM"), (10, "OK")]
    assert {each.alarm for each in simulation.deliveries} == {"down"}
    assert simulation.histories["down"].initial_state == "OK"
    reason = simulation.histories["down"].reason_at(START + 500)
    assert reason == ("no-orders transitioned to ALARM at Monday 05 January, 2026 00:08:00 UTC")


def test_composite_alarms_refer_by_arn_too(tmp_path: Path) -> None:
    """A rule may name an alarm by its ARN, as templates do."""
    rule = {"Fn::Sub": 'ALARM("${NoOrders.Arn}")'}
    simulation = _simulated(
        tmp_path,
        "9x5 0x4",
        9,
        NoOrders=metric_alarm("no-orders"),
        Down=composite_alarm("down", rule),
    )

    assert _changes(simulation, "down") == [(8, "ALARM")]


def test_a_suppressor_holds_actions_back(tmp_path: Path) -> None:
    """A suppressor in ALARM holds a composite's actions back; any other makes it wait for one."""
    suppressed = composite_alarm(
        "down",
        "ALARM(no-orders)",
        ActionsSuppressor="maintenance",
        ActionsSuppressorWaitPeriod=60,
        ActionsSuppressorExtensionPeriod=60,
    )
    resources: dict[str, Any] = {
        "NoOrders": metric_alarm("no-orders", AlarmActions=[], OKActions=[]),
        "Maintenance": metric_alarm(
            "maintenance", MetricName="Maintenance", AlarmActions=[], OKActions=[]
        ),
        "Down": suppressed,
    }
    orders = _series("9x5 0x10")
    data = {
        "held": ("0x15", ["no-orders", "maintenance"]),
        "sent": ("9x15", ["no-orders", "maintenance"]),
        "not evaluated": ("0x15", ["no-orders"]),
    }

    sent = {
        name: [
            (each.at - START) / 60
            for each in simulate(
                system(tmp_path, **resources),
                MetricData([orders, _series(values, "Maintenance")]),
                start=START,
                end=START + 901,
                alarms=evaluated,
                starts_after_first_window=True,
            ).deliveries
        ]
        for name, (values, evaluated) in data.items()
    }

    assert sent == {"held": [], "sent": [9], "not evaluated": [9]}


def test_a_mute_rule_delays_notifications(tmp_path: Path) -> None:
    """Within a mute window nothing goes out; at its end what still holds does."""
    mute = {
        "Type": "AWS::CloudWatch::AlarmMuteRule",
        "Properties": {
            "Name": "night",
            "Rule": {"Schedule": {"Expression": "cron(0 0 * * *)", "Duration": "PT10M"}},
            "MuteTargets": {"AlarmNames": ["no-orders"]},
        },
    }
    simulation = _simulated(tmp_path, "9x2 0x18", 20, NoOrders=metric_alarm("no-orders"), Mute=mute)

    assert _changes(simulation, "no-orders") == [(5, "ALARM")]
    assert [(each.at - START) / 60 for each in simulation.deliveries] == [10]


def test_a_broken_mute_rule_is_reported(tmp_path: Path) -> None:
    """A mute rule that CloudWatch would refuse mutes nothing and is reported."""
    broken = {"Type": "AWS::CloudWatch::AlarmMuteRule", "Properties": {"Name": "night"}}

    simulation = _simulated(tmp_path, "0x9", 9, NoOrders=metric_alarm("no-orders"), Mute=broken)

    (refused,) = simulation.not_evaluated
    assert refused.alarm == "night"
    assert simulation.deliveries


def test_metric_math_is_evaluated(tmp_path: Path) -> None:
    """An alarm on metric math reads each of its metrics by exact identity."""
    data = MetricData(
        [
            MetricSeries(
                Metric(namespace="Shop", name=name),
                timestamps=START + 60 * np.arange(10),
                values=values,
            )
            for name, values in (("Errors", [0] * 5 + [9] * 5), ("Requests", [100] * 10))
        ]
    )

    simulation = simulate(
        system(tmp_path, A=error_rate()),
        data,
        start=START,
        end=START + 601,
        starts_after_first_window=True,
    )

    assert _changes(simulation, "error-rate") == [(7, "ALARM")]


def test_twins_have_the_name_of_their_stack(tmp_path: Path) -> None:
    """Two stacks with an alarm of the same name are distinguished by their names."""
    for name in ("east", "west"):
        text = json.dumps(template(NoOrders=metric_alarm("no-orders")))
        (tmp_path / f"{name}.json").write_text(text)

    assert AlarmSet.of(load(tmp_path)).names == ("east/no-orders", "west/no-orders")


def test_chosen_composites_see_those_below_them(tmp_path: Path) -> None:
    """A drill's composite alarms include those that the rules above its data refer to."""
    alarms = alarm_set(
        tmp_path,
        A=metric_alarm("a"),
        B=metric_alarm("b", MetricName="B"),
        Calm=composite_alarm("calm", "OK(b)"),
        Both=composite_alarm("both", "ALARM(a) AND ALARM(calm)"),
        Far=composite_alarm("far", "ALARM(b)"),
    )
    body = "alarm: a\nvalues: 9x5 0x5\nexpect: [{alarm: both, timeline: [OK, ALARM at 8m]}]"

    outcome = outcome_of(alarms, body)

    assert outcome.passes, outcome.failures
    assert set(outcome.simulation.histories) == {"a", "calm", "both"}
