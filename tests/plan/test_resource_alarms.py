import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.catalogue import load_resource_type
from tocsin.plan import AlarmSpec

TABLE = "table: shop-orders"
QUEUE = "      parcels: {type: sqs_queue, queue: parcels}\n    metrics:"


def _alarms(*changes: tuple[str, str], resource: str = "orders") -> dict[str, AlarmSpec]:
    """Return the alarms of a resource by the end of their ids."""
    plan = planned(changed(*changes))
    prefix = f"checkout-{resource}-"
    return {
        alarm.id.removeprefix(prefix): alarm for alarm in plan.alarms if alarm.resource == resource
    }


def test_resource_gets_the_alarms_of_its_type() -> None:
    """Naming a resource is enough to get its type's alarms, as the catalogue has them."""
    kind = load_resource_type("dynamodb_table")
    alarms = _alarms()

    assert set(alarms) == {alarm.id for alarm in kind.alarms_for({"table"})}
    for id_, spec in alarms.items():
        recommended = kind.alarms[id_]
        assert spec.name == f"shop-prod-checkout-orders-{id_}"
        assert spec.runbook_path == f"dynamodb-table/{id_}.md"
        assert (spec.severity, spec.threshold) == (recommended.severity, recommended.threshold)
        assert (spec.comparison, spec.series.period) == (recommended.comparison, recommended.period)
        assert spec.treat_missing_data == recommended.treat_missing_data


def test_dimensions_carry_the_identifier() -> None:
    """The identifier becomes the value of the dimension that the type says."""
    for spec in _alarms().values():
        for metric in spec.series.metrics:
            assert ("TableName", "shop-orders") in metric.dimensions
            assert metric.dimensions == tuple(sorted(metric.dimensions))


def test_parameter_becomes_a_dynamic_reference() -> None:
    """An identifier in Parameter Store is resolved by CloudFormation when it deploys."""
    alarms = _alarms((TABLE, 'table: "ssm:/shop/{stage}/orders"'))

    values = {value for spec in alarms.values() for _, value in spec.series.metrics[0].dimensions}
    assert "{{resolve:ssm:/shop/prod/orders}}" in values


def test_change_replaces_what_it_names() -> None:
    """A change of one setting leaves the others as the catalogue has them."""
    before = _alarms()["read-throttles"]
    after = _alarms(
        (
            TABLE,
            (
                f"{TABLE}, alarms: {{read-throttles: {{when: '> 7 for 2 of 4', severity: info, "
                "missing: ignore, period: 5m}}"
            ),
        )
    )["read-throttles"]

    assert (after.threshold, after.comparison) == (7, "GreaterThanThreshold")
    assert (after.datapoints_to_alarm, after.evaluation_periods) == (2, 4)
    assert (after.severity, after.treat_missing_data) == ("info", "ignore")
    assert after.series.period == 300
    assert (after.name, after.first_action) == (before.name, before.first_action)


def test_off_leaves_the_alarm_out() -> None:
    """`off` removes one alarm and no other."""
    assert set(_alarms()) - set(_alarms((TABLE, f"{TABLE}, alarms: {{read-throttles: off}}"))) == {
        "read-throttles"
    }


@pytest.mark.parametrize(
    ("change", "threshold"),
    [
        ("{when: '> 7', stages: {prod: {severity: info}}}", 7),
        ("{when: '> 7', stages: {prod: {when: '> 9'}}}", 9),
        ("{stages: {prod: {when: '> 9'}}}", 9),
        ("{when: '> 7', stages: {prod: off}}", None),
        ("{when: '> 7', stages: {}}", 7),
    ],
)
def test_stage_has_the_last_word(change: str, threshold: float | None) -> None:
    """What a stage says replaces what is said for all, and `off` removes the alarm there."""
    alarm = _alarms((TABLE, f"{TABLE}, alarms: {{read-throttles: {change}}}")).get("read-throttles")

    assert (alarm.threshold if alarm else None) == threshold


def test_other_stage_changes_nothing() -> None:
    """What one stage says leaves the others alone."""
    stages = "  test: {account: '111122223333', region: us-west-2}\n  prod:"
    alarms = _alarms(
        ("  prod:", stages),
        (TABLE, f"{TABLE}, alarms: {{read-throttles: {{stages: {{test: off}}}}}}"),
    )

    assert "read-throttles" in alarms


def test_optional_identifier_brings_more_alarms() -> None:
    """The alarms on a dead-letter queue come with its name."""
    without = _alarms(("    metrics:", QUEUE), resource="parcels")
    with_it = _alarms(
        (
            "    metrics:",
            QUEUE.replace("queue: parcels", "queue: parcels, dead_letter_queue: lost"),
        ),
        resource="parcels",
    )

    assert set(with_it) - set(without) == {"dead-letters", "dead-letters-about-to-expire"}


@pytest.mark.parametrize(
    ("change", "subject", "kind", "what", "fix"),
    [
        (
            ("dynamodb_table", "dynamo_table"),
            "type",
            "unknown-resource-type",
            "there is no resource type 'dynamo_table'",
            "did you mean 'dynamodb_table'?",
        ),
        (
            (TABLE, f"{TABLE}, queue: a"),
            "queue",
            "unknown-identifier",
            "there is no identifier of dynamodb_table 'queue'",
            "use",
        ),
        (
            (f", {TABLE}", ""),
            "",
            "missing-identifier",
            "dynamodb_table needs 'table'",
            "add table: shop-orders",
        ),
        (
            (TABLE, "table: a"),
            "table",
            "wrong-identifier",
            "'a' cannot be the TableName",
            "write the name",
        ),
        (
            (TABLE, "table: '{x}'"),
            "table",
            "unknown-placeholder",
            "{x} stands for nothing",
            "use one of {system}, ",
        ),
        (
            (TABLE, "table: '{}'"),
            "table",
            "unknown-placeholder",
            "{} stands for nothing",
            "use one of {system}, ",
        ),
        (
            (TABLE, f"{TABLE}, opt_ins: [x]"),
            "opt_ins[0]",
            "unknown-opt-in",
            "there is no opt-in 'x'",
            "use provisioned_capacity",
        ),
        (
            (TABLE, f"{TABLE}, alarms: {{read-throttle: off}}"),
            "alarms.read-throttle",
            "unknown-alarm",
            "there is no alarm of dynamodb_table 'read-throttle'",
            "did you mean 'read-throttles'?",
        ),
    ],
)
def test_what_the_catalogue_lacks_is_reported_at_its_place(
    change: tuple[str, str], subject: str, kind: str, what: str, fix: str
) -> None:
    """Type, identifier, placeholder, opt-in and alarm are checked against the catalogue."""
    (problem,) = problems_of(changed(change))

    base = "services.checkout.resources.orders"
    assert problem.where.subject == (f"{base}.{subject}" if subject else base)
    assert problem.kind == f"plan/{kind}"
    assert problem.what.startswith(what)
    assert problem.fix.startswith(fix)


def test_change_of_an_alarm_that_is_not_built_is_reported() -> None:
    """An alarm that needs another identifier cannot be changed without it."""
    (problem,) = problems_of(
        changed(
            ("    metrics:", QUEUE.replace("parcels}", "parcels, alarms: {dead-letters: off}}"))
        )
    )

    assert problem.where.subject == "services.checkout.resources.parcels.alarms.dead-letters"
    assert problem.kind == "plan/alarm-not-built"
    assert problem.fix == "add dead_letter_queue to the resource, or remove the change"


def test_statistic_of_a_calculated_alarm_is_reported() -> None:
    """Metric math has no statistic of its own that could be changed."""
    (problem,) = problems_of(
        changed(
            (
                "    metrics:",
                QUEUE.replace("parcels}", "parcels, alarms: {nobody-receives: {statistic: p95}}}"),
            )
        )
    )

    assert problem.where.subject.endswith("nobody-receives.statistic")
    assert problem.kind == "plan/statistic-of-expression"
    assert "is calculated" in problem.what
