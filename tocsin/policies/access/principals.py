"""Whether a statement speaks of a principal."""

from collections.abc import Mapping

from tocsin.policies.access.outcome import Outcome, any_of
from tocsin.policies.access.request import Principal, Request
from tocsin.policies.symbolic import equals


def principal_is_meant(statement: Mapping[str, object], request: Request) -> Outcome:
    """Say whether the principal of a request is among those of a statement."""
    principal = request.principal
    if "NotPrincipal" in statement:
        return _among(statement["NotPrincipal"], principal).negated()
    return _among(statement.get("Principal"), principal)


def _among(written: object, principal: Principal) -> Outcome:
    if written == "*":
        return Outcome(holds=True, why="it is about everybody")
    listed = written if isinstance(written, Mapping) else {}
    named = [
        (kind, each)
        for kind, values in listed.items()
        for each in (values if isinstance(values, list) else [values])
    ]
    why = f"it is about {', '.join(str(each) for _, each in named)}"
    return any_of(
        [Outcome(holds=False, why=why)]
        + [Outcome(holds=_is(kind, str(each), principal), why=why) for kind, each in named]
    )


def _is(kind: str, written: str, principal: Principal) -> bool | None:
    if kind == "AWS" and written == "*":
        return True
    if kind == "Service":
        return principal.is_service and equals(written, principal.service)
    return False if principal.is_service else None
