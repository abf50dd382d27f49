"""What a resource policy says to a request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from collections.abc import Mapping, Sequence

from tocsin.policies.access.answer import Answer, Verdict
from tocsin.policies.access.request import Request
from tocsin.policies.access.statement import Finding, find
from tocsin.policies.access.values import as_list
from tocsin.policies.access.variables import VERSION_WITH_VARIABLES, without_variables
from tocsin.policies.document import read_document
from tocsin.policies.wording import listed

_ALLOW, _DENY = "Allow", "Deny"


def evaluate(policy: object, request: Request) -> Answer:
    """Say whether a resource policy lets a request pass.

    A statement that denies wins over all that allow; what no statement allows is denied.

    Args:
        policy: The document, resolved, or as a text of JSON; empty if the resource has none.
        request: What is asked for.
    """
    document = read_document(policy)
    if document is None:
        return Answer(verdict=Verdict.UNKNOWN, why=f"the policy is {listed([policy])}")
    statements = enumerate(_statements(document))
    return _decide([find(at, statement, request) for at, statement in statements], request)


def _decide(findings: Sequence[Finding], request: Request) -> Answer:
    denying = _first(findings, _DENY, holds=True)
    if denying:
        return _answer(Verdict.DENIED, denying, "denies it")
    allowing = _first(findings, _ALLOW, holds=True) or _first(findings, _ALLOW, holds=None)
    if allowing is None:
        return _not_allowed(findings, request)
    doubt = _first(findings, _DENY, holds=None)
    if doubt:
        return _answer(Verdict.UNKNOWN, doubt, "may deny it")
    if allowing.outcome.holds:
        return _answer(Verdict.ALLOWED, allowing, "allows it")
    return _answer(Verdict.UNKNOWN, allowing, "may allow it")


def _first(findings: Sequence[Finding], effect: str, *, holds: bool | None) -> Finding | None:
    return next((each for each in findings if _has_effect(each, effect, holds=holds)), None)


def _has_effect(finding: Finding, effect: str, *, holds: bool | None) -> bool:
    """Say whether a statement allows, or denies; one of an unknown effect may do either."""
    if finding.effect in (_ALLOW, _DENY):
        return finding.effect == effect and finding.outcome.holds is holds
    return holds is None and finding.outcome.holds is not False


def _answer(verdict: Verdict, finding: Finding, does: str) -> Answer:
    why = finding.outcome.why if finding.effect in (_ALLOW, _DENY) else "its effect is not known"
    return Answer(verdict=verdict, why=f"{finding.name} {does}: {why}", statement=finding.position)


def _not_allowed(findings: Sequence[Finding], request: Request) -> Answer:
    """Answer by the statement that comes nearest to allowing the request."""
    why = f"no statement allows {listed([request.principal])} {request.action}"
    near = max(
        (each for each in findings if each.effect == _ALLOW and each.reach),
        key=lambda each: each.reach,
        default=None,
    )
    if near is None:
        return Answer(verdict=Verdict.DENIED, why=why)
    return Answer(
        verdict=Verdict.DENIED,
        why=f"{why}; of {near.name}, {near.outcome.why}",
        statement=near.position,
    )


def _statements(document: Mapping[str, object]) -> list[object]:
    statements = as_list(document.get("Statement"))
    version = document.get("Version")
    if version is None or str(version) < VERSION_WITH_VARIABLES:
        return [_without_variables(each) for each in statements]
    return statements


def _without_variables(value: object) -> object:
    if isinstance(value, str):
        return without_variables(value)
    if isinstance(value, list):
        return [_without_variables(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _without_variables(each) for key, each in value.items()}
    return value
