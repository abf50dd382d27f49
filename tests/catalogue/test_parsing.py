import pytest
from yaml import CSafeLoader, load

from tocsin.catalogue import IdentifierSource
from tocsin.catalogue.loader import parse_resource_type
from tocsin.timing import DetectWithin

DESCRIPTION = """
type: well
title: Well
namespace: Village/Wells
cloudformation:
  Village::Water::Well:
    where: {Kind: "|deep"}
    identifiers: {well: {property: Name, attribute: Ref, form: "{}-1"}}
diagnosis:
  - {ask: Is there water?, commands: [aws well look --well WELL]}
source: https://example.com/wells
delay: {typical: 30, worst: 60, source: "assumed: for the example"}
identifiers:
  well: {dimension: WellName, means: its name, pattern: "[a-z]+", example: north, required: true}
  side: {dimension: Side, means: the water side, constant: wet.side}
opt_ins:
  gauge: {means: a gauge is fitted, source: https://example.com/gauges}
metric_groups:
  - dimension_sets: [[WellName]]
    emission: continuous
    interval: 60
    metrics:
      Level: {unit: Percent, statistics: [Minimum]}
  - dimension_sets: [[WellName, Side]]
    namespace: Village/Gauges
    emission: sparse
    interval: null
    opt_in: gauge
    source: https://example.com/gauges
    delay: {typical: 5, worst: 10, source: https://example.com/delay}
    metrics:
      Drawn: {unit: Count, statistics: [Sum]}
alarms:
  dry: &dry
    title: Dry
    severity: critical
    dimensions: [well]
    metric: Level
    statistic: Minimum
    period: 60
    evaluation_periods: 2
    datapoints_to_alarm: 1
    comparison: LessThanThreshold
    threshold: 5
    threshold_unit: "%"
    treat_missing_data: breaching
    detect_within: {time: 720, because: Wells dry slowly.}
    what_happened: The well is dry.
    why_it_matters: Nobody can drink.
    first_action: Dig.
    reason: Five percent is mud.
  draining:
    <<: *dry
    dimensions: [well]
    measures: Water left
    expression: level - drawn
    metrics:
      level: {metric: Level, statistic: Minimum}
      drawn: {metric: Drawn, statistic: Sum, dimensions: [well, side]}
"""

WELL = parse_resource_type(load(DESCRIPTION, Loader=CSafeLoader))


def test_templates_and_diagnosis_are_read() -> None:
    """How a template has a resource of the type, and what to look at first."""
    form = WELL.cloudformation["Village::Water::Well"]

    assert dict(form.where) == {"Kind": "|deep"}
    assert form.identifiers["well"] == IdentifierSource(
        property="Name", attribute="Ref", form="{}-1"
    )
    assert [step.commands for step in WELL.diagnosis] == [("aws well look --well WELL",)]
    assert WELL.is_proposed


def test_metrics_inherit_from_their_type() -> None:
    """A group without its own namespace, delay or source takes those of the type."""
    level = WELL.metrics["Level"]

    assert (
        level.namespace,
        level.delay.worst,
        level.source,
        level.opt_in,
    ) == ("Village/Wells", 60, "https://example.com/wells", None)


def test_groups_may_differ_from_their_type() -> None:
    """A group's own namespace, delay, source and opt-in win over the type's."""
    drawn = WELL.metrics["Drawn"]

    assert (
        drawn.namespace,
        drawn.delay.worst,
        drawn.source,
        drawn.opt_in,
    ) == ("Village/Gauges", 10, "https://example.com/gauges", "gauge")
    assert drawn.interval is None


def test_constant_identifier_describes_itself() -> None:
    """A constant's pattern matches the constant and nothing else, and is its own example."""
    side = WELL.identifiers["side"]

    assert (side.pattern, side.example, side.required) == (r"wet\.side", "wet.side", False)


def test_alarm_on_one_metric_has_one_query() -> None:
    """An alarm without an expression reads exactly its one metric."""
    dry = WELL.alarms["dry"]

    assert dry.expression is None
    assert [(query.metric, query.statistic, query.dimensions) for query in dry.queries] == [
        ("Level", "Minimum", ("well",))
    ]


def test_alarm_on_an_expression_has_its_queries() -> None:
    """A query takes the alarm's dimensions unless it has its own."""
    draining = WELL.alarms["draining"]

    assert draining.expression == "level - drawn"
    assert [(query.id, query.dimensions) for query in draining.queries] == [
        ("level", ("well",)),
        ("drawn", ("well", "side")),
    ]
    assert frozenset({"well", "side"}) == draining.identifiers


def test_opt_ins_of_an_alarm_come_from_its_metrics() -> None:
    """An alarm needs the opt-ins of all metrics that it reads."""
    assert frozenset() == WELL.opt_ins_of(WELL.alarms["dry"])
    assert frozenset({"gauge"}) == WELL.opt_ins_of(WELL.alarms["draining"])


def test_expression_is_as_late_as_its_latest_metric() -> None:
    """An expression waits for the metric whose datapoint is there last."""
    assert WELL.delay_of(WELL.alarms["dry"]) == WELL.metrics["Level"].delay
    assert WELL.delay_of(WELL.alarms["draining"]) == WELL.metrics["Level"].delay


def test_interval_of_an_alarm() -> None:
    """An alarm has a datapoint as often as its slowest metric; a metric of runs has no interval."""
    assert WELL.interval_of(WELL.alarms["dry"]) == 60
    assert WELL.interval_of(WELL.alarms["draining"]) is None


def test_alarm_may_declare_its_time() -> None:
    """What notices silence says within which time, and why that is soon enough."""
    assert WELL.alarms["dry"].detect_within == DetectWithin(time=720, because="Wells dry slowly.")


def test_thresholds_are_floating_point() -> None:
    """A threshold written as an integer is a float, as CloudWatch has it."""
    assert isinstance(WELL.alarms["dry"].threshold, float)


def test_facts_cannot_be_changed() -> None:
    """The shared facts are read-only."""
    with pytest.raises(TypeError):
        WELL.alarms["dry"] = WELL.alarms["draining"]  # type: ignore[index]
