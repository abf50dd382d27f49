"""What people call metrics, from the names that AWS gave them."""

import pytest

from tocsin.catalogue import load_resource_type, metric_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Invocations", "invocations"),
        ("NumberOfMessagesSent", "messages sent"),
        ("ApproximateAgeOfOldestMessage", "age of oldest message"),
        ("CPUUtilization", "CPU utilization"),
        ("RequestCount", "requests"),
        ("UnHealthyHostCount", "unhealthy hosts"),
        ("5xxErrorRate", "5xx error rate"),
        ("CurrConnections", "current connections"),
        ("PutRecord.Latency", "put record latency"),
        ("cpu_usage_active", "CPU usage active"),
        ("Count", "count"),
        ("AnomalyCount", "anomalies"),
        ("KeyCount", "keys"),
    ],
)
def test_names_are_read_as_words(name: str, words: str) -> None:
    """Capitals and dots begin words, and abbreviations are written in full."""
    assert metric_words(name) == words


def test_the_catalogue_knows_better() -> None:
    """A name that does not say what it counts has a title of its own."""
    assert load_resource_type("api_gateway_rest_api").metrics["Count"].words == "requests"


@pytest.mark.parametrize(
    ("name", "noun"),
    [
        ("sqs_queue", "queue"),
        ("application_load_balancer", "load balancer"),
        ("lambda_function", "function"),
        ("dynamodb_table", "table"),
        ("lambda_insights", ""),
    ],
)
def test_a_type_says_what_one_of_it_is(name: str, noun: str) -> None:
    """The last word of its title, unless that is a name."""
    assert load_resource_type(name).noun == noun
