"""Words that people look for in the catalogue, and the types that they mean."""

import pytest

from tocsin.catalogue import load_resource_type, resource_types
from tocsin.cli.catalogue import found_types


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("alb", {"application_load_balancer", "application_target_group"}),
        ("ELB", {"application_load_balancer", "network_load_balancer", "classic_load_balancer"}),
        ("load balancer", {"application_load_balancer", "gateway_load_balancer"}),
        ("kafka", {"msk_broker", "msk_cluster"}),
        ("redis", {"elasticache_node", "elasticache_serverless_cache", "memorydb_cluster"}),
        ("postgres", {"rds_instance", "aurora_cluster", "aurora_instance"}),
        ("AWS::SQS::Queue", {"sqs_queue", "sqs_dead_letter_queue"}),
        ("AWS/Lambda", {"lambda_function"}),
    ],
)
def test_a_word_finds_what_it_means(word: str, names: set[str]) -> None:
    """Titles, namespaces and types of CloudFormation count, abbreviations and usual names too."""
    found = {kind.name for kind in found_types(word, map(load_resource_type, resource_types()))}

    assert names <= found
    assert len(found) < 10


@pytest.mark.parametrize(
    "word", ["cassandra", "cdn", "ddb", "dns", "docker", "elasticsearch", "email", "k8s", "mongodb"]
)
def test_what_aws_does_not_write_finds_something(word: str) -> None:
    """People ask by the name of the technique."""
    assert found_types(word, map(load_resource_type, resource_types()))


@pytest.mark.parametrize("word", ["", "::", "nonsense", "kafka queue", "lambda_fnction"])
def test_other_words_find_nothing(word: str) -> None:
    """All words have to be there, and a mistake in writing is not a search."""
    assert found_types(word, map(load_resource_type, resource_types())) == []
