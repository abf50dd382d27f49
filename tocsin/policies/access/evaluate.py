"""What a resource policy says to a request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from collections.abc import Mapping

from tocsin.policies.access.answer import Answer, Verdict
from tocsin.policies.access.outcome import Outcome
from tocsin.policies.access.request import Request
from tocsin.policies.access.statement import applies


def evaluate(policy: object, request: Request) -> Answer:
    """Say whether a resource policy lets a request pass.

    A statement that denies wins over all that allow; what no statement allows is denied.

    Args:
        policy: The document, resolved; empty if the resource has none.
        request: What is asked for.
    """
    statements = _statements(policy)
    outcomes = [(each, applies(each, request)) for each in statements]
    order = (
        ("Deny", True, Verdict.DENIED),
        ("Deny", None, Verdict.UNKNOWN),
        ("Allow", True, Verdict.ALLOWED),
        ("Allow", None, Verdict.UNKNOWN),
    )
    for effect, holds, verdict in order:
        for position, (statement, outcome) in enumerate(outcomes):
            if statement.get("Effect") == effect and outcome.holds is holds:
                return Answer(verdict=verdict, why=outcome.why, statement=position)
    return Answer(verdict=Verdict.DENIED, why=_nobody(outcomes, request))


def _nobody(outcomes: list[tuple[Mapping[str, object], Outcome]], request: Request) -> str:
    del outcomes
    return f"no statement allows {request.principal} {request.action}"


def _statements(policy: object) -> list[Mapping[str, object]]:
    written = policy.get("Statement") if isinstance(policy, Mapping) else None
    listed = written if isinstance(written, list) else [written]
    return [each for each in listed if isinstance(each, Mapping)]
