from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.drills import (
    START,
    alarm_set,
    band_alarm,
    composite_alarm,
    error_rate,
    metric_alarm,
    one_drill,
    outcome_of,
    problems_of,
    promql_alarm,
)
from tocsin.diagnostics import InvalidInputError
from tocsin.drills.coverage import coverage
from tocsin.drills.reading.drill_reader import read_drills
from tocsin.simulation import AlarmSet, SeverityRules

GOOD = """\
drills:
  orders stop:
    alarm: no-orders
    values: 9x5 0x5
    expect:
      - {at: 8m, state: ALARM}
"""


@pytest.fixture(scope="module")
def alarms(tmp_path_factory: pytest.TempPathFactory) -> AlarmSet:
    """Alarms of all kinds."""
    dimensions = [{"Name": "Stage", "Value": "{{resolve:ssm:/shop/stage}}"}]
    return alarm_set(
        tmp_path_factory.mktemp("system"),
        NoOrders=metric_alarm("no-orders"),
        Rate=error_rate(),
        Lag=metric_alarm("lag", MetricName="Lag", Dimensions=dimensions, severity="warning"),
        Slow=metric_alarm("slow", MetricName="Slow", Unit="Seconds"),
        Down=composite_alarm("down", "ALARM(no-orders)"),
        Broken=promql_alarm("broken"),
        East=metric_alarm("visits-east", MetricName="Visits", Dimensions=None),
        West=metric_alarm("visits-west", MetricName="Visits"),
        Band=band_alarm(metric="Visits"),
    )


def test_a_drill(alarms: AlarmSet) -> None:
    """A drill begins on a Monday at midnight, has a value a minute, and reaches who reads them."""
    (drill,) = read_drills(GOOD, name="d.yaml", alarms=alarms).drills

    assert drill.id == "d.yaml::orders stop"
    assert (drill.start, drill.end) == (START, START + 600)
    assert drill.metric_alarms == {"no-orders"}
    assert drill.previous_state == "OK"
    assert len(drill.expectations) == 1
    assert drill.concerns("no-orders")
    assert not drill.concerns("slow")


def test_settings_of_a_file_hold_for_its_drills(alarms: AlarmSet) -> None:
    """Start, interval and delay stand at the top of the file, or in a drill."""
    text = "start: 2026-03-01T09:00:00+01:00\ninterval: 5m\ndelay: 2m\n" + GOOD

    (drill,) = read_drills(text.replace("8m", "40m"), name="d.yaml", alarms=alarms).drills

    assert drill.start == datetime(2026, 3, 1, 8, tzinfo=UTC).timestamp()
    assert drill.end - drill.start == 50 * 60
    metric = drill.data.metrics[0]
    definition = alarms["no-orders"].definition
    series = drill.data.find(definition.queries[0])  # type: ignore[union-attr]
    assert metric.name == "Orders"
    assert series is not None
    assert series.arrivals is not None
    assert set(series.arrivals - series.timestamps) == {60 + 120}


@pytest.mark.parametrize(
    ("series", "metric_alarms"),
    [
        ("metric: Orders", {"no-orders"}),
        ("metric: Orders, namespace: Shop", {"no-orders"}),
        ("metric: Orders, dimensions: {Stage: prod}", {"no-orders"}),
        ("metric: Lag, dimensions: {Stage: 'ssm:/shop/stage'}", {"lag"}),
        ("metric: Lag, dimensions: {Stage: '{{resolve:ssm:/shop/stage}}'}", {"lag"}),
        ("metric: Visits, dimensions: {Stage: prod}", {"visits-west"}),
        ("metric: Visits, dimensions: {}", {"visits-east", "band"}),
        ("alarm: error-rate, id: errors", {"error-rate"}),
        ("alarm: error-rate, metric: Requests", {"error-rate"}),
        ("metric: Slow, unit: Seconds", {"slow"}),
        ("metric: Slow", {"slow"}),
    ],
)
def test_ways_to_name_a_series(alarms: AlarmSet, series: str, metric_alarms: set[str]) -> None:
    """A series is named by its metric, with what tells it apart, or by an alarm that reads it."""
    drill = one_drill(alarms, f"kind: quiet\nseries:\n  - {{{series}, values: 9x9}}")

    assert drill.metric_alarms == metric_alarms


def test_a_band_has_values_of_its_own(alarms: AlarmSet) -> None:
    """The band of an anomaly detection alarm is given as its lower and upper bound."""
    drill = one_drill(
        alarms,
        """
kind: quiet
series:
  - {alarm: band, id: m, values: 5x9}
  - {alarm: band, id: b, lower: 1x9, upper: 9x9}
""",
    )

    given = drill.data.supplied("band", "b")
    assert given is not None
    assert [bound.tolist() for bound in given.bounds] == [[1.0] * 9, [9.0] * 9]


def test_states_before_the_start(alarms: AlarmSet) -> None:
    """A drill may begin in another state, or with alarms that are created at its start."""
    body = "alarm: no-orders\nvalues: 9x9\nexpect: [{at: 9m, state: OK}]\n"

    assert one_drill(alarms, body + "state: ALARM").previous_state == "ALARM"
    assert one_drill(alarms, body + "new: true").previous_state is None
    assert one_drill(alarms, body + "new: false").previous_state == "OK"


def test_alarms_without_data(tmp_path: Path) -> None:
    """All alarms are evaluated if the drill says so, and those without data count as untested."""
    alarms = alarm_set(
        tmp_path,
        A=metric_alarm("no-orders"),
        B=metric_alarm("no-parcels", MetricName="Parcels"),
        Both=composite_alarm("both", "ALARM(no-orders) AND ALARM(no-parcels)"),
        Parcels=composite_alarm("parcels", "ALARM(no-parcels)"),
    )
    body = "{series: [{alarm: no-orders, values: 0x5}], %sexpect: [{paged: ana@example.com}]}"

    some = one_drill(alarms, body % "")
    every = outcome_of(alarms, body % "evaluate: all, ")

    assert not some.alarms_without_data
    assert some.evaluated_composites == {"both"}
    assert every.drill.alarms_without_data == {"no-parcels"}
    assert every.drill.parent_composites == {"both"}
    assert set(every.simulation.histories) == {"no-orders", "no-parcels", "both", "parcels"}
    assert every.simulation.histories["parcels"].state_at(every.drill.end) == "ALARM"
    quiet = {each.alarm.name: each.firing + each.quiet for each in coverage(alarms, [every])}
    assert [name for name, drills in quiet.items() if drills] == ["no-orders", "both"]


def test_an_incident_is_about_critical_alarms_of_its_service(alarms: AlarmSet) -> None:
    """Its deadline is the response time of critical alarms after its begin."""
    drill = one_drill(
        alarms,
        """
kind: incident
service: checkout
begins: 5m
series:
  - {metric: Orders, values: 9x15}
  - {metric: Lag, values: 9x15}
""",
    )

    (expectation,) = drill.expectations
    assert expectation.begins == START + 300  # type: ignore[attr-defined]
    assert expectation.deadlines == {"no-orders": START + 600}  # type: ignore[attr-defined]


DRILL = "drills:\n  d:\n    alarm: no-orders\n    values: 9x9\n    expect:\n      - "
INCIDENT = """\
service: {service}
drills:
  d: {{kind: incident, begins: 5m, alarm: {alarm}, values: 9x15}}
"""
QUIET = """\
drills:
  d:
    kind: quiet
    {}
    alarm: no-orders
    values: 9x9
"""
SERIES = "drills:\n  d:\n    kind: quiet\n    series:\n      - "


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "nothing stands where a mapping is expected"),
        (
            GOOD.replace("9x5 0x5", "9x2").replace("at: 8m, state: ALARM", "never: ALARM"),
            "2m, before no-orders is first evaluated; add values, its periods last 3m",
        ),
        (
            "drills: {d: {alarm: no-orders, values: 9x2, kind: quiet}}",
            "drills.d: the data end at 2m, before no-orders is first evaluated",
        ),
        (
            "drills: {d: {series: [{metric: Orders, unit: Cuont, values: 9x5}], kind: quiet}}",
            "series[0].unit: CloudWatch has no unit 'Cuont'; did you mean 'Count'?",
        ),
        ("drills:", "the file has no drills; add drills"),
        ("drills: [a]", "stands where a mapping is expected"),
        ("drill: {}", "d.yaml:1:1: drill: the key 'drill' is unknown; did you mean 'drills'?"),
        ("drills:\n  d:\n  d:\n", "the key is already used in line 2"),
        ("drills:\n  d: [a]", "d.yaml:2:3: drills.d: ['a'] stands where a mapping is expected"),
        (GOOD.replace("values", "value"), "the key 'value' is unknown; did you mean 'values'?"),
        (
            GOOD[: GOOD.index("    expect")],
            "d.yaml:2:3: drills.orders stop: the drill expects noth",
        ),
        (GOOD[: GOOD.index("    values")], "the drill has no data; add values, or series"),
        (GOOD.replace("alarm: no-orders\n", "means: x\n"), "values belong to no alarm; add alarm"),
        (
            GOOD.replace("no-orders", "no-order"),
            "there is no alarm 'no-order'; did you mean 'no-or",
        ),
        (GOOD.replace("no-orders", "broken"), "the alarm 'broken' cannot be evaluated: Evaluation"),
        (GOOD.replace("no-orders", "down"), "down is a composite alarm; give data to the alarms"),
        (
            GOOD.replace("no-orders", "error-rate"),
            "reads 2 metrics; add id: one of errors (Errors)",
        ),
        (GOOD.replace("9x5 0x5", "9x5 nan"), "'nan' is not a value of a metric; write _ for a gap"),
        (
            GOOD.replace("9x5 0x5", "[9, 5]"),
            "a list stands where values are expected; put them in q",
        ),
        (GOOD.replace("9x5 0x5", "true"), "stands where text is expected"),
        (GOOD.replace("8m", "11m"), "11m is after the end of the data, 10m; add values"),
        (
            GOOD.replace("8m", "8"),
            "d.yaml:6:10: drills.orders stop.expect[0].at: 8 is not a duration",
        ),
        (GOOD.replace("ALARM", "ALRM"), "'ALRM' is not known here; did you mean 'ALARM'?"),
        (GOOD.replace("expect:", "interval: 0s\n    expect:"), "'0s' is too short; use 1s or more"),
        (
            GOOD.replace("expect:", "start: 2026-01-05\n    expect:"),
            "is not a date and time",
        ),
        (
            GOOD.replace("expect:", "start: 0001-01-01T00:00:00+14:00\n    expect:"),
            "is not a date and time of this century; write",
        ),
        (GOOD.replace("expect:", "interval: 52w\n    expect:"), "longer than a year; shorten it"),
        (GOOD.replace("expect:", "new: yes\n    expect:"), "'yes' is neither true nor false"),
        (
            GOOD.replace("expect:", "new: true\n    state: OK\n    expect:"),
            "a new alarm begins in I",
        ),
        (
            GOOD[: GOOD.index("expect:")] + "expect: never",
            "expect is not a list; begin each expectation",
        ),
        (GOOD.replace("values:", "series:"), "series is not a list; begin each series with a dash"),
        (
            GOOD.replace("alarm:", "kind: loud\n    alarm:"),
            "'loud' is not known here; use one of inc",
        ),
        (GOOD + "explained: {a: b}", "explained is not a list; begin each explanation with a dash"),
        (SERIES + "{values: 9}", "the series names nothing that is read; add alarm or metric"),
        (SERIES + "{metric: Orders}", "the series has no values; add values, such as"),
        (SERIES + "{metric: Order, values: 9}", "no alarm reads a metric 'Order'; did you mean"),
        (SERIES + "{metric: Orders, namespace: Shp, values: 9}", "in the namespace 'Shp'; did you"),
        (
            SERIES + "{metric: Orders, dimensions: {Stage: prd}, values: 9}",
            "with exactly these dimensions; use the dimensions of Shop Orders {Stage: prod}",
        ),
        (
            SERIES + "{metric: Visits, values: 9}",
            "alarms read 2 metrics 'Visits'; add namespace or dimensions to choose one of Shop Vi",
        ),
        (SERIES + "{metric: Slow, unit: Second, values: 9}", "in the unit 'Second'; did you mean"),
        (SERIES + "{alarm: error-rate, id: eror, values: 9}", "has no query 'eror'; did you mean"),
        (
            SERIES + "{alarm: error-rate, metric: Eror, values: 9}",
            "reads no metric 'Eror'; did you",
        ),
        (
            SERIES + "{alarm: error-rate, id: rate, values: 9}",
            "rate is computed by metric math; give",
        ),
        (SERIES + "{alarm: band, id: b, lower: 9}", "the series has no upper; add upper"),
        (
            SERIES + "{alarm: band, id: b, lower: 9, upper: 9x2}",
            "lower and upper have values at dif",
        ),
        (
            SERIES + "{metric: Orders, values: 9x9}\n      - {metric: Orders, values: 9x9}",
            "Shop Orders {Stage: prod} has two series; write all its values in one",
        ),
        (
            SERIES + "{metric: Orders, values: 9x9}\n      - {metric: Slow, values: 9x8}",
            "d.yaml:6:9: drills.d.series[1]: the series ends at 8m, another at 9m; make",
        ),
        (
            DRILL + "{alarm: slow, at: 1m, state: OK}",
            "no series of this drill is read by slow; add",
        ),
        (DRILL + "{at: 1m}", "the expectation says nothing; write one of state, never"),
        (DRILL + "{state: OK}", "the expectation has no time; add at or within"),
        (DRILL + "{state: OK, never: OK}", "the expectation says several things: state, never"),
        (DRILL + "{at: 1m, within: 2m, state: OK}", "at and within exclude each other; keep one"),
        (DRILL + "{within: 20m}", "20m is after the end of the data, 9m"),
        (DRILL + "{never: ALARM, at: 1m}", "never is about the whole drill; remove at"),
        (DRILL + "{actions: none, from: 1m}", "from says from when on within counts; add within"),
        (
            DRILL + "{timeline: [OK, ALARM at]}",
            "'ALARM at' is not a step of a timeline; write OK",
        ),
        (DRILL + "{timeline: [OK, ALRM at 1m]}", "ALRM is not a state; did you mean 'ALARM'?"),
        (DRILL + "{timeline: [OK, ALARM at 1x]}", "'1x' is not a duration"),
        (DRILL + "{timeline: [OK at 1m]}", "the timeline has no state at the start; begin with"),
        (DRILL + "{timeline: []}", "the timeline has no state at the start"),
        (DRILL + "{timeline: [OK, ALARM at 2m, OK at 1m]}", "the times of the timeline do not"),
        (DRILL + "{actions: shop-critcal}", "no-orders has no action 'shop-critcal'; did"),
        (DRILL + "{actions: []}", "the list is empty; write none if that is meant"),
        (
            DRILL + "{paged: anna@example.com}",
            "nobody is known as 'anna@example.com'; did",
        ),
        (DRILL + "{paged: nobody, alarm: slow}", "no series of this drill is read by slow"),
        (DRILL + "nothing", "'nothing' stands where a mapping is expected"),
        (
            "drills:\n  d:\n    kind: incident\n    alarm: no-orders\n    values: 9x15",
            "d.yaml:2:3: drills.d: the incident has no begin; add begins",
        ),
        (
            INCIDENT.format(service="checkout", alarm="no-orders").replace("x15", "x9"),
            "the data end before critical alarms have to page; add values",
        ),
        (
            QUIET.format("begins: 99m"),
            "d.yaml:4:5: drills.d.begins: '99m' is after the end of the data; add values",
        ),
        (
            INCIDENT.format(service="chekout", alarm="no-orders"),
            "d.yaml:1:1: service: the data reach no critical alarm of 'chekout'; did you",
        ),
        (
            INCIDENT.format(service="checkout", alarm="lag"),
            "the data reach no critical alarm of 'checkout'; add series",
        ),
        (
            QUIET.format("evaluate: every"),
            "'every' is not known here; use all",
        ),
        (
            QUIET.format("severities: [critcal]"),
            "'critcal' is not known here; did you mean 'critical'?",
        ),
        (
            GOOD + "explained:\n  - {alarm: no-orders, mutant: 2 of 9, because: x}",
            "no-orders has no mutant '2 of 9'; did you mean one of 2 of 2, 2 of 3?",
        ),
        (GOOD + "explained:\n  - {alarm: no-orders, mutant: 2 of 2}", "because is missing; add be"),
        (GOOD + "explained:\n  - {alarm: x, mutant: a, because: y}", "there is no alarm 'x'"),
        (GOOD[:-3], "this is not YAML"),
        (GOOD + "\x00", "cannot stand in YAML"),
    ],
)
def test_a_typo_never_makes_a_drill_pass(alarms: AlarmSet, text: str, problem: str) -> None:
    """Whatever a drill says wrongly is a problem that names the place and a remedy."""
    found = problems_of(alarms, text)

    assert any(problem in line for line in found), found
    assert all(line.startswith("d.yaml") for line in found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (GOOD.replace("no-orders", "no-order"), "unknown-alarm"),
        (GOOD.replace("no-orders", "broken"), "alarm-not-evaluated"),
        (GOOD.replace("values", "value"), "unknown-key"),
        (GOOD.replace("9x5 0x5", "9x5 nan"), "invalid-values"),
        (GOOD.replace("8m", "8"), "invalid-duration"),
        (GOOD.replace("8m", "11m"), "after-end"),
        (GOOD.replace("ALARM", "ALRM"), "not-allowed"),
        (GOOD[: GOOD.index("    expect")], "no-expectation"),
        (GOOD[: GOOD.index("    values")], "no-data"),
        (SERIES + "{metric: Order, values: 9}", "unknown-metric"),
        (DRILL + "{paged: anna@example.com}", "unknown-recipient"),
        (GOOD + "explained:\n  - {alarm: no-orders, mutant: 2 of 9, because: x}", "unknown-mutant"),
    ],
)
def test_problems_have_a_kind(alarms: AlarmSet, text: str, kind: str) -> None:
    """Programs know a problem by its kind, whatever the message says."""
    with pytest.raises(InvalidInputError) as error:
        read_drills(text, name="d.yaml", alarms=alarms)

    assert {problem.kind for problem in error.value.problems} >= {f"drill/{kind}"}


def test_all_problems_are_reported_at_once(alarms: AlarmSet) -> None:
    """Problems of all drills come together, in the order of the text."""
    text = "drills:\n" + "".join(
        f"  {name}:\n    alarm: {name}\n    values: 9x9\n    kind: quiet\n" for name in "abc"
    )

    found = problems_of(alarms, text)

    assert [line.split(":")[1] for line in found] == ["3", "7", "11"]


def test_metrics_in_several_units_need_one(tmp_path: Path) -> None:
    """A metric that alarms read in two units has series of one unit each."""
    alarms = alarm_set(
        tmp_path,
        A=metric_alarm("a", Unit="Seconds"),
        B=metric_alarm("b", Unit="Milliseconds"),
    )

    (problem,) = problems_of(alarms, SERIES + "{metric: Orders, values: 9x9}")
    drill = one_drill(
        alarms, "kind: quiet\nseries:\n  - {metric: Orders, unit: Seconds, values: 9x9}"
    )

    assert "add unit: one of Milliseconds, Seconds" in problem
    assert drill.metric_alarms == {"a"}


def test_severities_of_plain_templates_come_from_topics(tmp_path: Path) -> None:
    """Without tags, a pattern of topic names makes an alarm critical for incidents."""
    rules = SeverityRules(topics={"critical": ("shop-*",)})
    alarms = alarm_set(tmp_path, rules, A=metric_alarm("a", Tags=None))

    drill = one_drill(alarms, "kind: incident\nbegins: 2m\nalarm: a\nvalues: 9x15")

    assert drill.expectations[0].deadlines == {"a": START + 420}  # type: ignore[attr-defined]
