"""What CloudWatch would refuse of a planned alarm is told with the line that decides it."""

from pathlib import Path

import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.evaluation import validate
from tocsin.plan import alarm_properties

ELEVEN = Path(__file__).with_name("eleven_metrics.yaml")

METRIC = "{namespace: Shop, metric: OrdersPlaced, statistic: Sum}"
ALARM = ("metric: orders placed", "metric: rate")
OF_METRIC = "services.checkout.metrics.orders placed"
OF_RATE = "services.checkout.metrics.rate"
OF_ALARM = "services.checkout.alarms.no orders"


def _rate(expression: str, of: str = "a: orders placed") -> tuple[str, str]:
    return (METRIC, f"{METRIC}\n      rate: {{expression: '{expression}', of: {{{of}}}}}")


def _metric(**keys: str) -> tuple[str, str]:
    written = {"namespace": "Shop", "metric": "OrdersPlaced", "statistic": "Sum", **keys}
    return (METRIC, f"{{{', '.join(f'{key}: {value}' for key, value in written.items())}}}")


def _in_alarm(setting: str) -> tuple[str, str]:
    return ("severity: critical", f"severity: critical\n        {setting}")


OF_ORDERS = "{expression: a, of: {a: orders placed}}"
CHANGED = "{read-throttles: {statistic: TM(5%:95%)}}"
SILENCE = "{read-throttles: {when: '> 0 for 2 of 3', missing: breaching}}"
LONG = f"'{'a' * 244}{{account}}'"

REFUSED: dict[str, tuple[list[tuple[str, str]], str, str]] = {
    "an id that stands for nothing": ([_rate("a / b")], f"{OF_RATE}.expression", "math/unknown-id"),
    "no end of an expression": ([_rate("a +")], f"{OF_RATE}.expression", "math/unexpected-text"),
    "a function that is none": (
        [_rate("SUMM(a)")],
        f"{OF_RATE}.expression",
        "math/unknown-function",
    ),
    "an array of series": (
        [_rate("[a, a]"), ALARM],
        f"{OF_RATE}.expression",
        "math/not-a-series",
    ),
    "a search": (
        [_rate('MAX(SEARCH("MetricName=x", "Sum")) + a'), ALARM],
        f"{OF_RATE}.expression",
        "math/search",
    ),
    "eleven metrics": (
        [
            _rate(
                " + ".join(f"m{number}" for number in range(11)),
                ", ".join(f"m{number}: orders placed" for number in range(11)),
            ),
            ALARM,
        ],
        f"{OF_RATE}.of",
        "math/too-many-queries",
    ),
    "a namespace that the account makes too long": (
        [_metric(namespace=LONG)],
        f"{OF_METRIC}.namespace",
        "alarm/length",
    ),
    "a dimension that the account makes too long": (
        [_metric(dimensions=f"{{Account: '{'a' * 1014}{{account}}'}}")],
        f"{OF_METRIC}.dimensions.Account",
        "alarm/length",
    ),
    "a percentile above 100": (
        [_metric(statistic="p100.1")],
        f"{OF_METRIC}.statistic",
        "alarm/statistic",
    ),
    "bounds out of order": (
        [_metric(statistic="'TM(30%:20%)'")],
        f"{OF_METRIC}.statistic",
        "alarm/statistic",
    ),
    "an input of an expression": (
        [
            _metric(namespace=LONG),
            ("    alarms:\n", f"      rate: {OF_ORDERS}\n    alarms:\n"),
            ALARM,
        ],
        f"{OF_METRIC}.namespace",
        "alarm/length",
    ),
}


REMARKED: dict[str, tuple[list[tuple[str, str]], str, str, str]] = {
    "bounds of a metric": (
        [_metric(statistic="'TM(5%:95%)'")],
        f"{OF_METRIC}.statistic",
        "alarm/statistic-bounds",
        "note",
    ),
    "bounds of an alarm in a stage": (
        [_in_alarm("stages: {prod: {statistic: 'TM(:95%)'}}")],
        f"{OF_ALARM}.stages.prod.statistic",
        "alarm/statistic-bounds",
        "note",
    ),
    "bounds of an alarm that a type brings along": (
        [("table: shop-orders", f"table: shop-orders, alarms: {CHANGED}")],
        "services.checkout.resources.orders.alarms.read-throttles.statistic",
        "alarm/statistic-bounds",
        "note",
    ),
    "silence that one datapoint never ends": (
        [
            (
                "table: shop-orders",
                f"table: shop-orders, alarms: {SILENCE}",
            )
        ],
        "services.checkout.resources.orders.alarms.read-throttles.missing",
        "missing-data/unclearable",
        "warning",
    ),
    "a count that is never so low": (
        [_in_alarm("statistic: SampleCount\n        missing: notBreaching")],
        f"{OF_ALARM}.when",
        "threshold/never",
        "warning",
    ),
}


@pytest.mark.parametrize("remarked", REMARKED)
def test_what_has_no_use_is_remarked_on_where_it_stands(remarked: str) -> None:
    """It is taken, and told at the line that decides it."""
    changes, subject, kind, severity = REMARKED[remarked]
    found = [each for each in problems_of(changed(*changes)) if each.kind == kind]

    assert [(each.where.subject, each.severity) for each in found] == [(subject, severity)]


@pytest.mark.parametrize("refused", REFUSED)
def test_what_is_refused_is_told_where_it_stands(refused: str) -> None:
    """Each is one problem, at the line to change, with the reason why it matters."""
    changes, subject, kind = REFUSED[refused]
    (problem,) = problems_of(changed(*changes))

    assert (problem.where.subject, problem.kind) == (subject, kind)
    assert problem.where.position is not None
    assert problem.why
    assert problem.fix


def test_the_case_of_eleven_metrics() -> None:
    """People summed up eleven metrics, and saw it refused by a deployment."""
    (problem,) = problems_of(ELEVEN.read_text())

    assert problem.what == "there are 11 metrics, but an alarm has at most 10"
    assert str(problem.where).startswith("viewpoint.yaml:89:9: services.checkout.metrics.all.of")


@pytest.mark.parametrize(
    "change",
    [
        _rate("[a, a]"),
        _rate('SEARCH("MetricName=x", "Sum")'),
        _rate(
            " + ".join(f"m{number}" for number in range(11)),
            ", ".join(f"m{number}: orders placed" for number in range(11)),
        ),
        _rate("result + a", "result: orders placed, a: orders placed"),
        _metric(statistic="'TM(:500)'"),
        _metric(statistic="IQM"),
        _metric(statistic="tm99.9"),
        _metric(period="20s"),
        _metric(dimensions=f"{{{', '.join(f'D{number}: x' for number in range(30))}}}"),
    ],
)
def test_what_is_only_unusual_is_taken(change: tuple[str, str]) -> None:
    """A metric that nobody alarms on may be of many series, and names may be ours as well."""
    assert problems_of(changed(change)) == ()


def test_a_name_that_we_use_ourselves_is_free() -> None:
    """An expression may call a metric what ours would be called in the alarm."""
    text = changed(_rate("result * 2", "result: orders placed"), ALARM)
    alarm = next(each for each in planned(text).alarms if each.id == "checkout-no-orders")

    assert validate(alarm_properties(alarm)) == []


def test_an_impossible_period_is_told_once() -> None:
    """What the plan says of a period in its own words is not repeated in those of CloudWatch."""
    (problem,) = problems_of(changed(_in_alarm("period: 90s")))

    assert problem.kind == "plan/impossible-period"


def test_a_window_is_told_once() -> None:
    """So it is with a window that is longer than CloudWatch looks back."""
    (problem,) = problems_of(changed(("< 1 for 3 of 5", "< 1 for 3 of 1441")))

    assert problem.kind == "plan/window-too-long"
