"""What the templates say of a role: which policies it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly import Resource
    from tocsin.checks.subject import Subject

_ATTACHING = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePolicies:
    """The policies of a role.

    Attributes:
        managed: Names of managed policies of AWS.
        documents: The policies that stand in the templates.
        are_all: Whether it certainly has no other policies.
    """

    managed: frozenset[str]
    documents: tuple[Part, ...]
    are_all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """The policies that resources of their own give to roles.

    Attributes:
        by_role: The policies of each role.
        are_all: Whether each of them says to which roles it belongs.
    """

    by_role: Mapping[Resource, tuple[Part, ...]]
    are_all: bool


def policies_of(subject: Subject, role: Resource) -> RolePolicies:
    """Return the policies of a role of the templates."""
    managed, inline = Part.of(role, "ManagedPolicyArns"), Part.of(role, "Policies")
    attached = subject.memo(attached_policies)
    names = [_aws_managed(each) for each in managed.items]
    is_of_templates = [
        subject.assembly.index.find(each.value, role.stack) for each in managed.items
    ]
    known = all(name or found for name, found in zip(names, is_of_templates, strict=True))
    own = tuple(Part.of(each, "PolicyDocument") for each in is_of_templates if each is not None)
    return RolePolicies(
        managed=frozenset(name for name in names if name),
        documents=(
            *(each.at("PolicyDocument") for each in inline.items),
            *attached.by_role.get(role, ()),
            *own,
        ),
        are_all=known
        and (managed.is_known or bool(managed.items))
        and (inline.is_known or bool(inline.items))
        and attached.are_all,
    )


def _aws_managed(arn: Part) -> str | None:
    """Return the name of a policy of AWS; None for any other.

    The partition may be open: `arn:${AWS::Partition}:iam::aws:policy/service-role/…`.
    """
    account, slash, name = str(arn.value).partition(":iam::aws:policy/")
    return name.rpartition("/")[2] if slash and account.startswith("arn:") else None


def attached_policies(subject: Subject) -> Attached:
    """Return the policies that resources of their own give to roles."""
    found: dict[Resource, list[Part]] = {}
    are_all = True
    for resource in subject.assembly.resources(*_ATTACHING):
        for role in _roles(resource):
            target = subject.assembly.index.find(role.value, resource.stack)
            if target is not None:
                found.setdefault(target, []).append(Part.of(resource, "PolicyDocument"))
            elif role.text is None:
                are_all = False
    return Attached(by_role={role: tuple(parts) for role, parts in found.items()}, are_all=are_all)


def _roles(policy: Resource) -> Iterator[Part]:
    listed = Part.of(policy, "Roles")
    yield from listed.items
    single = Part.of(policy, "RoleName")
    if single.is_there:
        yield single
    elif listed.is_there and not isinstance(listed.value, list):
        yield listed
