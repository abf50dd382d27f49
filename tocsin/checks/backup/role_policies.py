"""What the templates say of a role: who may take it, and which policies it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.checks.part import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Resource
    from tocsin.checks.subject import Subject

_ATTACHING = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePolicies:
    """The policies of a role.

    Attributes:
        managed: Names of managed policies of AWS; None if others are attached, or may be.
        has_own: Whether it has policies of its own, or may have.
    """

    managed: frozenset[str] | None
    has_own: bool


def policies_of(subject: Subject, role: Resource) -> RolePolicies:
    """Return the policies of a role of the templates."""
    managed = Part.of(role, "ManagedPolicyArns")
    names = [_aws_managed(each) for each in managed.items]
    is_known = managed.is_known and None not in names
    inline = Part.of(role, "Policies")
    attached = subject.memo(_roles_with_policies)
    return RolePolicies(
        managed=frozenset(name for name in names if name) if is_known else None,
        has_own=bool(inline.value) or not inline.is_known or attached is None or role in attached,
    )


def _aws_managed(arn: Part) -> str | None:
    """Return the name of a policy of AWS; None for any other.

    The partition may be open: `arn:${AWS::Partition}:iam::aws:policy/service-role/…`.
    """
    account, slash, name = str(arn.value).partition(":iam::aws:policy/")
    return name.rpartition("/")[2] if slash and account.startswith("arn:") else None


def _roles_with_policies(subject: Subject) -> frozenset[Resource] | None:
    """Return the roles that other resources give policies; None if it can be any role."""
    found: set[Resource] = set()
    for resource in subject.assembly.resources(*_ATTACHING):
        for role in _roles(resource):
            target = subject.assembly.index.find(role.value, resource.stack)
            if target is None and role.text is None:
                return None
            if target is not None:
                found.add(target)
    return frozenset(found)


def _roles(policy: Resource) -> Iterator[Part]:
    listed = Part.of(policy, "Roles")
    yield from listed.items
    single = Part.of(policy, "RoleName")
    if single.is_there:
        yield single
    elif listed.is_there and not listed.items:
        yield listed
