"""Code that publishes metrics, with a role that may not."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.publisher.inline_code import inline_code
from tocsin.checks.role_policies import RolePolicies, policies_of
from tocsin.checks.subject import Subject
from tocsin.diagnostics import quoted

_ID = "publisher/no-permission"
_FUNCTION = "AWS::Lambda::Function"
_ACTION = "cloudwatch:putmetricdata"
_KEY = "cloudwatch:namespace"
_CALL = re.compile(r"\bput_metric_data\s*\(|\bPutMetricDataCommand\s*\(|\.putMetricData\s*\(")
_NAMESPACE = re.compile(r"""\bNamespace["']?\s*[:=]\s*["']([^"'${}]+)["']""")
_WITHOUT = frozenset(
    {
        "AWSLambdaBasicExecutionRole",
        "AWSLambdaDynamoDBExecutionRole",
        "AWSLambdaKinesisExecutionRole",
        "AWSLambdaSQSQueueExecutionRole",
        "AWSLambdaVPCAccessExecutionRole",
        "AWSXRayDaemonWriteAccess",
        "AmazonDynamoDBReadOnlyAccess",
        "AmazonS3ReadOnlyAccess",
        "AmazonSQSFullAccess",
        "AmazonSSMReadOnlyAccess",
    }
)
"""Managed policies of AWS that do not let anybody publish metrics."""


def _find(subject: Subject) -> Iterator[Verdict]:
    for code in subject.memo(inline_code):
        text = str(code.value)
        if code.resource.type != _FUNCTION or not _CALL.search(text):
            continue
        named = Part.of(code.resource, "Role")
        role = subject.assembly.index.find(named.value, code.resource.stack)
        if role is None or role.type != "AWS::IAM::Role":
            continue
        policies = policies_of(subject, role)
        namespaces = frozenset(_NAMESPACE.findall(text))
        if policies.are_all and policies.managed <= _WITHOUT and not _allows(policies, namespaces):
            where = f" in {' and '.join(map(quoted, sorted(namespaces)))}" if namespaces else ""
            yield named.problem(
                _ID,
                f"the code of {code.resource.logical_id} publishes metrics{where}, and its role "
                f"{role.logical_id} may not",
                "allow cloudwatch:PutMetricData on *, for this namespace where a condition names "
                "others",
                why="each call fails, and what alarms read never comes",
            )


def _allows(policies: RolePolicies, namespaces: frozenset[str]) -> bool:
    """Return whether a policy allows it, or may: of all namespaces that the code names, one."""
    return any(
        _may_allow(statement, namespaces)
        for document in policies.documents
        for statement in _statements(document)
    )


def _statements(document: Part) -> Iterator[Part | None]:
    """Yield the statements of a policy, and None for what is not known of them."""
    listed = document.at("Statement")
    if isinstance(listed.value, dict):
        yield listed
    elif isinstance(listed.value, list):
        yield from listed.items
    else:
        yield None


def _may_allow(statement: Part | None, namespaces: frozenset[str]) -> bool:
    if statement is None or not isinstance(statement.value, dict):
        return True
    if statement.value.get("Effect") == "Deny":
        return False
    if "NotAction" in statement.value:
        return True
    actions = statement.at("Action")
    listed = actions.value if isinstance(actions.value, list) else [actions.value]
    if not any("${" in str(each) or fnmatchcase(_ACTION, str(each).lower()) for each in listed):
        return False
    return _holds(statement.at("Condition"), namespaces)


def _holds(condition: Part, namespaces: frozenset[str]) -> bool:
    """Return whether a condition on the namespace holds, or may; others are taken to hold."""
    operators = condition.value if isinstance(condition.value, dict) else {}
    wanted = operators.get("StringEquals")
    allowed = wanted.get(_KEY) if isinstance(wanted, dict) else None
    if allowed is None or not namespaces or not condition.is_known:
        return True
    listed = allowed if isinstance(allowed, list) else [allowed]
    return any(each in listed for each in namespaces)


CHECK = Check(
    id=_ID,
    title="Code that publishes metrics may do so.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html",
    ),
)
