import json
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plans import ALARM, RATE, SERIES
from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan import AlarmSpec, SeriesSpec, alarm_properties
from tocsin.plan.alarm_stacks import alarm_stack, template_bytes
from tocsin.plan.template_limits import MOST_ALARMS

TEXT = st.text(max_size=1_500)


def _shop(alarms: Mapping[int, int | None], *, spread_over: int | None = None) -> str:
    """Return a viewpoint with *alarms* by their numbers, each with the stack that it declares."""
    alarm: dict[str, object] = {
        "metric": "orders placed",
        "severity": "info",
        "when": "> 1",
        "means": "x",
        "matters": "x",
        "first_action": "x",
    }
    declared = {
        f"alarm {number}": alarm if stack is None else {**alarm, "alarm_stack": stack}
        for number, stack in alarms.items()
    }
    spread = "" if spread_over is None else f"    alarm_stacks: {spread_over}\n"
    text = changed(("  checkout:\n", f"  checkout:\n{spread}"))
    start, _, rest = text.partition("    alarms:\n")
    _, _, end = rest.partition("data_protection:\n")
    return f"{start}    alarms: {json.dumps(declared)}\ndata_protection:\n{end}"


def _places(text: str) -> dict[str, int]:
    return {alarm.name: alarm.stack for alarm in planned(text).alarms if alarm.resource is None}


NUMBERS = st.dictionaries(
    st.integers(min_value=0, max_value=60), st.none() | st.integers(min_value=1, max_value=99)
)


@settings(max_examples=30)
@given(NUMBERS, NUMBERS, st.none() | st.integers(min_value=1, max_value=9))
def test_no_alarm_moves(
    some: dict[int, int | None], others: dict[int, int | None], spread_over: int | None
) -> None:
    """Whichever alarms come or go, all that stay are in the stack in which they were."""
    before = _places(_shop(some, spread_over=spread_over))
    after = _places(_shop({**others, **some}, spread_over=spread_over))

    assert before.items() <= after.items()


def test_a_service_has_one_stack() -> None:
    """Unless something is declared, the alarms of a service are in one stack."""
    assert {alarm.stack for alarm in planned(changed()).alarms} == {1}


def test_alarms_are_spread_by_their_ids() -> None:
    """The stacks are those that 0.1.0 chose by itself when a service was too large for one."""
    ids = [f"checkout-alarm-{number}" for number in range(8)]

    assert [alarm_stack(each, spread_over=2) for each in ids] == [2, 2, 2, 2, 2, 1, 1, 1]
    assert [alarm_stack(each, spread_over=4) for each in ids] == [4, 4, 4, 4, 2, 1, 3, 3]
    assert {alarm_stack(each, spread_over=1) for each in ids} == {1}


@given(st.text(), st.integers(min_value=1, max_value=98))
def test_there_is_such_a_stack(alarm_id: str, spread_over: int) -> None:
    """An alarm is in one of the stacks over which its service is spread."""
    assert 1 <= alarm_stack(alarm_id, spread_over=spread_over) <= spread_over


def test_a_resource_may_declare_its_stack() -> None:
    """All alarms of a resource go where the resource says."""
    text = changed(("table: shop-orders}", "table: shop-orders, alarm_stack: 3}"))
    stacks = {alarm.stack for alarm in planned(text).alarms if alarm.resource == "orders"}

    assert stacks == {3}


def test_a_service_outgrows_its_stack() -> None:
    """Too many alarms are refused, and what the problem proposes moves none of them."""
    full = dict.fromkeys(range(MOST_ALARMS - 20))
    table_alarms = len([each for each in planned(_shop({})).alarms if each.service == "checkout"])
    grown = {**full, **dict.fromkeys(range(MOST_ALARMS - 20, MOST_ALARMS))}
    before = _places(_shop(full))

    (problem,) = problems_of(_shop(grown))
    assert problem.kind == "plan/too-many-alarms"
    assert problem.where.key_path == ("services", "checkout")
    assert problem.what == (
        f"the stack shop-prod-monitoring-checkout would have {MOST_ALARMS + table_alarms} alarms, "
        f"and {MOST_ALARMS} fit"
    )
    assert problem.fix == (
        "write alarm_stack: 2 at the resources and alarms that are new; or, before anything is "
        "deployed, alarm_stacks: 2 at the service"
    )
    new = dict.fromkeys(grown.keys() - full.keys(), 2)
    assert before.items() <= _places(_shop({**grown, **new})).items()
    assert set(_places(_shop(grown, spread_over=2)).values()) == {1, 2}


def _many(count: int, *, text: str = "x", dimensions: str = "{}") -> str:
    """Return a viewpoint with a second service of *count* alarms, each on a metric of its own."""
    metrics = "".join(
        f"      metric {number}: {{namespace: Shop, metric: M, statistic: Sum, "
        f"dimensions: {dimensions.format(number)}}}\n"
        for number in range(count)
    )
    alarms = "".join(
        f"      alarm {number}: {{metric: metric {number}, severity: info, when: '> 1', "
        f"means: {text}, matters: {text}, first_action: {text}}}\n"
        for number in range(count)
    )
    service = f"  many:\n    owner: web\n    metrics:\n{metrics}    alarms:\n{alarms}"
    return changed(("services:\n", f"services:\n{service}"))


def test_parameters_are_limited() -> None:
    """Two hundred parameters of Systems Manager are one too many for a template."""
    stored = "{{Id: 'ssm:/shop/{}'}}"
    (problem,) = problems_of(_many(200, dimensions=stored))

    assert planned(_many(199, dimensions=stored)).alarms
    assert problem.kind == "plan/too-many-parameters"
    assert problem.where.key_path == ("services", "many")
    assert problem.what.endswith("200 parameters of Systems Manager, and 199 fit")
    assert problem.fix.endswith("alarm_stacks: 2 at the service")


def test_size_is_limited() -> None:
    """Long texts and many dimensions make a template too large before the alarms are too many."""
    wide = "{{" + ", ".join(f"{letter}: {letter * 200}" for letter in "ABCD") + "}}"
    (problem,) = problems_of(_many(390, text="x" * 340, dimensions=wide))

    assert problem.kind == "plan/template-too-large"
    assert problem.what.endswith("bytes, and 950,000 fit")


def test_services_that_would_share_a_stack() -> None:
    """A service that is called like the second stack of another one is refused."""
    other = "  checkout 2: {owner: web, resources: {o: {type: dynamodb_table, table: other}}}\n"
    (problem,) = problems_of(
        changed(
            ("table: shop-orders}", "table: shop-orders, alarm_stack: 2}"),
            ("services:\n", f"services:\n{other}"),
        )
    )

    assert problem.kind == "plan/same-name"
    assert "'shop-prod-monitoring-checkout-2'" in problem.what


def _written(alarm: AlarmSpec) -> int:
    """Return how many bytes *alarm* has in a template as the CDK writes it."""
    export = "shop-prod-alerting:ExportsOutputRefCriticalTopicD246B1156CD78E7B"
    actions = [{"Fn::ImportValue": export}]
    told = dict.fromkeys(("AlarmActions", "InsufficientDataActions", "OKActions"), actions)
    properties = {**alarm_properties(alarm), **told}
    resource = {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}
    template = {"Resources": {"CheckoutOrdersWait": resource}}
    return len(json.dumps(template, indent=1, ensure_ascii=False).encode())


@given(TEXT, TEXT, st.sampled_from([SERIES, RATE]), st.lists(TEXT, max_size=3))
def test_size_is_not_underestimated(
    said: str, label: str, series: SeriesSpec, values: list[str]
) -> None:
    """A template never has more bytes than were counted, and not many fewer."""
    dimensions = tuple((f"D{number}", value) for number, value in enumerate(values))
    metrics = tuple(replace(metric, dimensions=dimensions) for metric in series.metrics)
    read = replace(series, label=label, metrics=metrics)
    spec = replace(ALARM, what_happened=said, first_action=said, series=read)
    alarm = replace(spec, treat_missing_data="notBreaching", warm_up_minutes=1_440)

    assert _written(alarm) <= template_bytes(alarm) <= 2 * _written(alarm)
