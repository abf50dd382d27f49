import pytest

from tocsin.catalogue import load_resource_type


def test_required_and_optional_identifiers() -> None:
    """Constant identifiers are neither required nor optional: nobody gives them."""
    distribution = load_resource_type("cloudfront_distribution")

    assert distribution.required_identifiers == ("distribution",)
    assert distribution.optional_identifiers == ("edge_function",)


def test_alarms_without_optional_identifier_are_left_out() -> None:
    """A load balancer without a target group gets only the alarms on the balancer itself."""
    balancer = load_resource_type("application_load_balancer")

    alarms = balancer.alarms_for(["load_balancer"])

    assert [alarm.id for alarm in alarms] == ["load-balancer-5xx-rate", "rejected-connections"]


def test_alarms_with_every_identifier_are_complete() -> None:
    """Giving every identifier brings every alarm that needs no opt-in, in the file's order."""
    balancer = load_resource_type("application_load_balancer")

    alarms = balancer.alarms_for(["load_balancer", "target_group"])

    assert tuple(balancer.alarms.values()) == alarms


def test_constant_identifiers_are_always_given() -> None:
    """An alarm that selects a constant dimension needs nothing from the resource for it."""
    node = load_resource_type("elasticache_node")

    assert "memory-pressure" in [alarm.id for alarm in node.alarms_for(["node"])]


@pytest.mark.parametrize(
    ("opted_in", "present"), [((), False), (("container_insights",), True), (("other",), False)]
)
def test_alarms_on_opt_in_metrics_wait_for_the_opt_in(
    opted_in: tuple[str, ...],
    present: bool,  # noqa: FBT001 - pytest passes a parametrized argument by name
) -> None:
    """An alarm on a metric that exists only after an opt-in comes only with that opt-in."""
    service = load_resource_type("ecs_service")

    alarms = service.alarms_for(["cluster", "service"], opted_in=opted_in)

    assert present == ("tasks-missing" in [alarm.id for alarm in alarms])


def test_dimensions_carry_exact_names_and_constants() -> None:
    """Dimensions have CloudWatch's names, the resource's values and the constant ones."""
    distribution = load_resource_type("cloudfront_distribution")
    query = distribution.alarms["5xx-rate"].queries[0]

    dimensions = distribution.dimensions_of(query, {"distribution": "E123456789"})

    assert list(dimensions.items()) == [("DistributionId", "E123456789"), ("Region", "Global")]


def test_dimensions_of_a_query_with_its_own() -> None:
    """A query of an expression may select a dimension that the others do not."""
    table = load_resource_type("dynamodb_table")
    queries = {query.id: query for query in table.alarms["system-errors"].queries}

    dimensions = table.dimensions_of(queries["scan"], {"table": "shop-orders"})

    assert dimensions == {"Operation": "Scan", "TableName": "shop-orders"}


def test_two_identifiers_may_share_a_dimension() -> None:
    """The dead-letter queue's alarms read the dead-letter queue, not the queue itself."""
    queue = load_resource_type("sqs_queue")
    query = queue.alarms["dead-letters"].queries[0]

    dimensions = queue.dimensions_of(query, {"queue": "jobs", "dead_letter_queue": "failed-jobs"})

    assert dimensions == {"QueueName": "failed-jobs"}


def test_dimensions_need_their_identifiers() -> None:
    """A query without the identifier that it needs is an error, never a wider metric."""
    balancer = load_resource_type("application_load_balancer")
    query = balancer.alarms["no-healthy-targets"].queries[0]

    with pytest.raises(KeyError, match="target_group"):
        balancer.dimensions_of(query, {"load_balancer": "app/shop/50dc6c495c0c9188"})
