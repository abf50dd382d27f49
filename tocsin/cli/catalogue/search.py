"""Finds resource types by what people call them: `alb`, `kafka`, `AWS::SQS::Queue`."""

import re
from collections.abc import Iterable

from tocsin.catalogue import ResourceType

_SHORTEST_PART = 3
"""From so many letters on, a word may be a part of another, as `elb` is of ApplicationELB."""

_RELATIONAL = "rds aurora"
_CALLED = {
    "cassandra": "keyspaces",
    "cdn": "cloudfront",
    "ddb": "dynamodb",
    "dns": "route53",
    "docker": "ecs app_runner_service",
    "elasticsearch": "opensearch",
    "email": "ses",
    "k8s": "eks",
    "kubernetes": "eks",
    "mariadb": "rds_instance",
    "mongodb": "documentdb",
    "mysql": _RELATIONAL,
    "oracle": "rds_instance",
    "postgres": _RELATIONAL,
    "postgresql": _RELATIONAL,
    "redis": "memorydb elasticache_serverless_cache",
    "sqlserver": "rds_instance",
    "valkey": "memorydb elasticache_serverless_cache",
}
"""What people say and AWS does not write: the words or names of types that are meant."""


def found_types(word: str, kinds: Iterable[ResourceType]) -> list[ResourceType]:
    """Return the types of which the name, title, namespace or CloudFormation type has *word*.

    Also those that *word* abbreviates, as `alb` does Application Load Balancer. Several words have
    to be there all.
    """
    wanted = _words(word)
    return [kind for kind in kinds if wanted and all(_is_called(kind, each) for each in wanted)]


def _is_called(kind: ResourceType, word: str) -> bool:
    """Tell whether one word is said of *kind*."""
    texts = (kind.name, kind.title, kind.namespace, *kind.cloudformation)
    words = {kind.name, *(each for text in texts for each in _words(text))}
    if word in words or not words.isdisjoint(_CALLED.get(word, "").split()):
        return True
    initials = "".join(each[0] for each in _words(kind.title))
    return len(word) >= _SHORTEST_PART and any(word in each for each in (initials, *words))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())
