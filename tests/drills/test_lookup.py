from pathlib import Path

from tests.support.drills import alarm_set, composite_alarm, error_rate, metric_alarm
from tocsin.drills.reading.lookup import AlarmIndex, described
from tocsin.evaluation import Metric

ORDERS = Metric(namespace="Shop", name="Orders", dimensions=(("Stage", "prod"),))


def test_readers_by_exact_identity(tmp_path: Path) -> None:
    """A metric is read by the alarms whose dimensions are the same, in their unit or any."""
    alarms = alarm_set(
        tmp_path,
        A=metric_alarm("a"),
        Counted=metric_alarm("counted", Unit="Count"),
        Other=metric_alarm("other", Dimensions=[{"Name": "Stage", "Value": "dev"}]),
        Bare=metric_alarm("bare", Dimensions=None),
        Rate=error_rate(),
    )
    index = AlarmIndex(alarms)

    assert index.alarms_reading([(ORDERS, None)]) == {"a"}
    assert index.alarms_reading([(ORDERS, "Count")]) == {"a", "counted"}
    assert index.units(ORDERS) == {None, "Count"}
    assert index.alarms_reading([(Metric(namespace="Shop", name="Errors"), None)]) == {"error-rate"}


def test_composite_alarms_above(tmp_path: Path) -> None:
    """Composite alarms stand above the alarms of their rules, also by way of others."""
    alarms = alarm_set(
        tmp_path,
        A=metric_alarm("a"),
        B=metric_alarm("b"),
        Middle=composite_alarm("middle", "ALARM(a)"),
        Top=composite_alarm("top", "OK(middle)"),
        Aside=composite_alarm("aside", "ALARM(b)"),
    )
    index = AlarmIndex(alarms)

    assert index.composites_above({"a"}) == {"middle", "top"}
    assert index.composites_above({"b"}) == {"aside"}
    assert index.composites_above(()) == set()
    assert index.composites_below({"top"}) == {"middle"}
    assert index.composites_below({"aside"}) == set()


def test_metrics_in_messages() -> None:
    """A metric is written with its dimensions as drills write them."""
    assert described(ORDERS) == "Shop Orders {Stage: prod}"
