"""A subscription of a log group that CloudWatch Logs refuses."""

from collections.abc import Iterator

from tocsin.assembly import Part, Resource
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject

_ID = "log/subscription-refused"
_MOST = 2
_FUNCTION = "AWS::Lambda::Function"
_WITH_A_ROLE = {
    "AWS::Kinesis::Stream": "a stream of Amazon Kinesis",
    "AWS::KinesisFirehose::DeliveryStream": "a stream of Amazon Data Firehose",
}


def _find(subject: Subject) -> Iterator[Verdict]:
    by_group: dict[object, list[Part]] = {}
    for resource in subject.assembly.resources("AWS::Logs::SubscriptionFilter"):
        group, target = Part.of(resource, "LogGroupName"), Part.of(resource, "DestinationArn")
        if isinstance(group.value, str):
            by_group.setdefault((_stack(resource), group.value), []).append(group)
        found = subject.assembly.index.find(target.value, resource.stack)
        if found is not None:
            yield from _of(subject, target, found)
    for groups in by_group.values():
        for group in groups[_MOST:]:
            yield group.problem(
                _ID,
                f"it is one of {len(groups)} subscriptions of one log group",
                f"keep {_MOST}, and hand the events on from there",
                why=f"CloudWatch Logs takes at most {_MOST} subscriptions of a log group",
            )


def _of(subject: Subject, target: Part, found: Resource) -> Iterator[Verdict]:
    role = Part.of(target.resource, "RoleArn")
    if found.type in _WITH_A_ROLE and not role.is_there and role.is_known:
        yield target.problem(
            _ID,
            f"the subscription sends to {_WITH_A_ROLE[found.type]}, and has no RoleArn",
            "add RoleArn of a role that logs.amazonaws.com may take and that may write there",
            why="CloudWatch Logs writes a test record first, and refuses what it may not write",
        )
    if found.type == _FUNCTION and found not in subject.memo(_open_functions):
        yield target.problem(
            _ID,
            f"CloudWatch Logs may not run {found.logical_id}: no permission names it",
            "add AWS::Lambda::Permission with Principal: logs.amazonaws.com, and DependsOn it",
            why="CloudWatch Logs tries the function first, and refuses what it may not run",
        )


def _open_functions(subject: Subject) -> frozenset[Resource]:
    """Return the functions that CloudWatch Logs may run, or that it may be."""
    found: set[Resource] = set()
    functions = list(subject.assembly.resources(_FUNCTION))
    for resource in subject.assembly.resources("AWS::Lambda::Permission"):
        principal, named = Part.of(resource, "Principal"), Part.of(resource, "FunctionName")
        # The principal of a Region is logs.eu-west-1.amazonaws.com, perhaps with an open Region.
        if principal.is_known and "logs." not in str(principal.value) and principal.value != "*":
            continue
        function = subject.assembly.index.find(named.value, resource.stack)
        if function is None and named.text is None:
            found.update(functions)
        elif function is not None:
            found.add(function)
        else:
            found.update(each for each in functions if each.name in str(named.value))
    return frozenset(found)


def _stack(resource: Resource) -> object:
    return resource.stack


CHECK = Check(
    id=_ID,
    title="CloudWatch Logs takes each subscription of a log group.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html",
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html",
    ),
)
