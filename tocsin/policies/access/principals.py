"""Whether a statement speaks of the principal of a request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
"""

import re
from collections.abc import Iterable, Mapping

from tocsin.policies.access.request import Principal
from tocsin.policies.access.values import as_texts
from tocsin.policies.outcome import Outcome
from tocsin.policies.symbolic import arn_parts, equals
from tocsin.policies.three_values import all_hold, any_holds, contrary
from tocsin.policies.wording import listed

_EVERYBODY = "*"
_AWS, _SERVICE = "AWS", "Service"
_SESSION = "assumed-role/"
_ARN_PARTS = 6
_ARN_ATTRIBUTE = ".Arn}"
_OWN_ACCOUNT = "${AWS::AccountId}"
_REGIONAL_SERVICE = re.compile(r"([a-z0-9-]+)\.[a-z]{2,4}-[a-z-]+-\d\.(amazonaws\.com(?:\.cn)?)")
_ACCOUNT_ID = re.compile(r"\d{12}")


def principal_is_meant(statement: Mapping[str, object], principal: Principal) -> Outcome:
    """Say whether a principal is among those that a statement speaks of."""
    if "NotPrincipal" in statement:
        return _is_not_excluded(statement["NotPrincipal"], principal)
    written = statement.get("Principal")
    if written is None:
        return Outcome(holds=None, reason="it has neither Principal nor NotPrincipal")
    names = _names(written)
    is_allowed = statement.get("Effect") == "Allow"
    holds = any_holds(_is(kind, name, principal, is_allowed=is_allowed) for kind, name in names)
    return Outcome(holds=holds, reason=lambda: _why(names, principal))


def _is_not_excluded(written: object, principal: Principal) -> Outcome:
    """Say whether a principal is none of those listed.

    A user or role is excluded for certain only where its account is listed as well, as AWS says;
    what the account alone excludes, it does not say.
    """
    names = _names(written)
    if principal.is_service or any(name == _EVERYBODY for _, name in names):
        listed_here = [_is(kind, name, principal, is_allowed=False) for kind, name in names]
        return Outcome(holds=contrary(any_holds(listed_here)), reason=lambda: _why_not(names))
    itself = any_holds(_is_identity(name, principal) for _, name in names)
    account = any_holds(_is_account(name, principal) for _, name in names)
    is_excluded = itself if itself is account else None
    return Outcome(holds=contrary(is_excluded), reason=lambda: _why_not(names))


def _why_not(names: Iterable[tuple[str, str | None]]) -> str:
    return f"it is about all but {listed([name for _, name in names])}"


def _names(written: object) -> list[tuple[str, str | None]]:
    """Return each principal with its kind; None for what is not a text."""
    if not isinstance(written, Mapping):
        return [(_AWS, each) for each in as_texts(written)]
    return [(kind, each) for kind, values in written.items() for each in as_texts(values)]


def _why(names: Iterable[tuple[str, str | None]], principal: Principal) -> str:
    shown = [name for _, name in names]
    note = ""
    if principal.is_service and any(kind == _AWS and name != _EVERYBODY for kind, name in names):
        note = ", and accounts, users and roles cover no service"
    return f"it is about {listed(shown)}{note}"


def _is(kind: str, name: str | None, principal: Principal, *, is_allowed: bool) -> bool | None:
    """Say whether a listed principal covers the one that asks.

    Args:
        kind: `AWS`, `Service`, `Federated` or `CanonicalUser`.
        name: What is listed.
        principal: Who asks.
        is_allowed: Whether the statement allows: then an account only lends its own say.
    """
    if name is None:
        return None
    if kind == _SERVICE:
        return principal.is_service and _is_service(name, principal.service)
    if kind != _AWS:
        return False
    if name == _EVERYBODY:
        return True
    if principal.is_service:
        return _may_be_everybody(name)
    return any_holds(
        [
            _is_identity(name, principal),
            _is_in_account(name, principal, is_allowed=is_allowed),
        ]
    )


def _may_be_everybody(name: str) -> bool | None:
    """Say whether a name can turn out as `*`; an account or an ARN covers no service."""
    if name == _OWN_ACCOUNT or name.endswith(_ARN_ATTRIBUTE):
        return False
    return None if equals(_EVERYBODY, name) is None else False


def _is_service(name: str, service: str) -> bool | None:
    """Compare services; one of a Region may or may not be the one that asks."""
    if name == _EVERYBODY:
        return True
    regional = _REGIONAL_SERVICE.fullmatch(name)
    if regional and f"{regional[1]}.{regional[2]}" == service:
        return None
    return equals(name, service)


def _is_identity(name: str | None, principal: Principal) -> bool | None:
    """Say whether a name is that of the user or role; a role stands for its sessions too."""
    if name is None:
        return None
    if not principal.arn:
        return None if _account_in(name) is None else False
    return any_holds([equals(name, principal.arn), _is_role_of(name, principal.arn)])


def _is_role_of(name: str, arn: str) -> bool | None:
    role, session = arn_parts(name), arn_parts(arn)
    if len(role) < _ARN_PARTS or len(session) < _ARN_PARTS or not session[-1].startswith(_SESSION):
        return False
    role_name = session[-1].removeprefix(_SESSION).partition("/")[0]
    if not role[-1].startswith("role/"):
        return False
    same_account = equals(role[4], session[4])
    return all_hold([same_account, equals(role[-1].rpartition("/")[2], role_name)])


def _is_in_account(name: str, principal: Principal, *, is_allowed: bool) -> bool | None:
    is_account = _is_account(name, principal)
    if not is_allowed or is_account is False:
        return is_account
    # The account is trusted to decide by the policies of its own users and roles.
    return all_hold([is_account, principal.own_policies_allow])


def _is_account(name: str | None, principal: Principal) -> bool | None:
    if name is None:
        return None
    account = _account_in(name)
    if account is None:
        return False
    return equals(account, principal.account) if principal.account else None


def _account_in(name: str) -> str | None:
    """Return the account that a name stands for, `arn:aws:iam::111122223333:root` too."""
    if _ACCOUNT_ID.fullmatch(name):
        return name
    parts = arn_parts(name)
    if len(parts) == _ARN_PARTS and parts[-1] == "root":
        return parts[4]
    return name if name.startswith("${") and len(parts) == 1 else None
