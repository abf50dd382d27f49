"""A metric of a whole account, read by an alarm that speaks of one thing."""

import re
from collections.abc import Iterator

from tocsin.assembly import Stack
from tocsin.catalogue import load_resource_type
from tocsin.checks.check import Check, Verdict
from tocsin.checks.dimension_sets import sets_text
from tocsin.checks.metric.read_metric import ReadMetric, read_metrics
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "metric/account-wide"
_MEANS_ALL = frozenset(
    {
        *("account", "accounts", "aggregate", "aggregated", "all", "any", "each", "every", "fleet"),
        *("global", "overall", "region", "regional", "some", "total"),
        *("caches", "clusters", "databases", "functions", "groups", "instances", "lambdas"),
        *("machines", "pipelines", "projects", "rules", "servers"),
    }
)
"""Words of whoever knows that an alarm is about more than one thing."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_OF_MANY = frozenset(
    {
        "AWS/CodeBuild",
        "AWS/EC2",
        "AWS/ELB",
        "AWS/ElastiCache",
        "AWS/Events",
        "AWS/Lambda",
        "AWS/Logs",
        "AWS/RDS",
        "AWS/States",
    }
)
"""Namespaces of which people watch one resource at a time, and which have sums of all besides."""

_LIMITS = frozenset(
    {"ConcurrentExecutions", "ProvisionedConcurrentExecutions", "ClaimedAccountConcurrency"}
)
"""Metrics whose limit is one of the account, so that the account is what they are watched for."""


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(read_metrics):
        if each.reading.dimensions == {} and not each.reading.account and _is_of_many(each):
            stack = each.alarm.template_alarm.stack
            found = subject.memo(_types_of_stacks).get(stack, frozenset()) & _publishers(each)
            if not _says_all(each):
                yield _problem(each, min(found, default=None))


def _is_of_many(each: ReadMetric) -> bool:
    """Say whether AWS publishes the sum of all, and the parts as well."""
    sets = each.facts.dimension_sets if each.facts else frozenset()
    is_sum = frozenset() in sets and len(sets) > 1
    return is_sum and each.namespace in _OF_MANY and each.name not in _LIMITS


def _publishers(each: ReadMetric) -> frozenset[str]:
    """Return the types of CloudFormation whose resources publish a metric by themselves."""
    types = each.facts.resource_types if each.facts else ()
    return frozenset(one for name in types for one in load_resource_type(name).cloudformation)


def _types_of_stacks(subject: Subject) -> dict[Stack, frozenset[str]]:
    return {
        stack: frozenset(resource.type for resource in stack.resolver.resources.values())
        for stack in subject.assembly.stacks
    }


def _says_all(each: ReadMetric) -> bool:
    alarm = each.alarm
    texts = (alarm.name, alarm.resource.logical_id, alarm.template_alarm.description)
    words = (word.lower() for text in texts for word in _WORD.findall(text))
    return not _MEANS_ALL.isdisjoint(words)


def _problem(each: ReadMetric, own_type: str | None) -> Problem:
    """Return what is wrong, for certain only where the stack has something of that type itself."""
    others = "all that the account has, or will have, are counted together"
    sets = each.facts.dimension_sets - {frozenset()} if each.facts else frozenset()
    return Problem(
        kind=_ID,
        where=each.metric_location("MetricName"),
        what=f"the alarm {each.alarm.name} reads {each.namespace} {each.name} without "
        "dimensions: that of the whole account in this Region",
        fix=f"add Dimensions ({each.name} is published {sets_text(sets)}), or say in the "
        "description that it is about all of them",
        why=f"the stack has a resource of type {own_type}; {others}" if own_type else others,
        severity="warning" if own_type else "note",
    )


CHECK = Check(
    id=_ID,
    title="An alarm on a metric of the whole account says that it is about all of it.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html",
    ),
)
