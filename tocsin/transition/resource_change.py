"""What happens to each resource of a stack between two templates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tocsin.assembly import references
from tocsin.transition.resource_type import Path, ResourceType, is_custom, resource_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tocsin.assembly import Resource
    from tocsin.diagnostics import KeyPath
    from tocsin.transition.deployed_stack import DeployedStack, ResourceKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceChange:
    """A resource that is made, updated, replaced or removed.

    Attributes:
        before: It as it is deployed; None if it is made.
        after: It as it would be deployed; None if it is removed.
        properties: The properties that change.
        is_replaced: Whether another one takes its place.
        unknown: Why it is not certain what happens to it; empty if it is.
    """

    before: Resource | None
    after: Resource | None
    properties: tuple[str, ...] = ()
    is_replaced: bool = False
    unknown: str = ""

    @property
    def resource(self) -> Resource:
        """It, as it would be deployed if it still is."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def made(self) -> Resource | None:
        """What CloudFormation makes."""
        return self.after if self.before is None or self.is_replaced else None

    @property
    def left(self) -> Resource | None:
        """What no longer belongs to the stack afterwards."""
        return self.before if self.after is None or self.is_replaced else None


def changes_of(
    before: DeployedStack | None, after: DeployedStack | None
) -> dict[ResourceKey, ResourceChange]:
    """Give what changes between two templates of a stack, in the order of the templates.

    Args:
        before: It as it is deployed; None if it is new.
        after: It as it would be deployed; None if it is deleted.
    """
    old = before.resources if before else {}
    new = after.resources if after else {}
    changes = {key: _change(old.get(key), new.get(key)) for key in dict.fromkeys([*new, *old])}
    found = {key: change for key, change in changes.items() if change is not None}
    _follow_replaced(found, old, new)
    return found


def _change(before: Resource | None, after: Resource | None) -> ResourceChange | None:
    if before is None or after is None:
        return ResourceChange(before=before, after=after, unknown=_undecided(before, after))
    if before.type != after.type:
        return ResourceChange(before=before, after=after, properties=("Type",), is_replaced=True)
    changed = _changed(before.properties, after.properties)
    return _update(before, after, changed) if changed else None


def _undecided(before: Resource | None, after: Resource | None) -> str:
    """Say why it is not certain that a resource comes or goes."""
    resource = after or before
    if resource is None or resource.condition_holds is not None:
        return ""
    return f"its condition {resource.condition} is not decided by the template"


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    names = dict.fromkeys([*before, *after])
    return tuple(name for name in names if before.get(name) != after.get(name))


def _update(before: Resource, after: Resource, changed: tuple[str, ...]) -> ResourceChange:
    change = ResourceChange(before=before, after=after, properties=changed)
    rules = resource_type(after.type)
    if rules is None:
        why = f"it is not known here which changes of {after.type} replace it"
        return replace(change, unknown=why)
    differing = [path for path in rules.replaced_by if _differ(path, before, after)]
    if any(not _is_open(path, before) and not _is_open(path, after) for path in differing):
        return replace(change, is_replaced=not is_custom(after.type))
    if differing:
        text = " and ".join(map(_written, differing))
        return replace(change, unknown=f"it is replaced if the value of {text} really changes")
    perhaps = [path for path in rules.perhaps_replaced_by if _differ(path, before, after)]
    if perhaps:
        text = " and ".join(map(_written, perhaps))
        return replace(change, unknown=f"some changes of {text} replace it")
    if is_custom(after.type):
        return replace(change, unknown="its function decides whether it is replaced")
    return change


def _follow_replaced(
    changes: dict[ResourceKey, ResourceChange],
    old: Mapping[ResourceKey, Resource],
    new: Mapping[ResourceKey, Resource],
) -> None:
    """Add what changes because it refers to a resource that is replaced."""
    replaced = {key for key, change in changes.items() if change.is_replaced}
    while replaced:
        following = {
            key: _following(resource, replaced, changes.get(key), old[key])
            for key, resource in new.items()
            if key in old and key not in replaced
        }
        found = {key: change for key, change in following.items() if change is not None}
        changes.update(found)
        replaced = {key for key, change in found.items() if change.is_replaced}


def _following(
    resource: Resource,
    replaced: Iterable[ResourceKey],
    known: ResourceChange | None,
    before: Resource,
) -> ResourceChange | None:
    ids = {key.logical_id for key in replaced if key.stack == resource.stack.name}
    paths = [
        each.path
        for each in references(resource.declared.properties)
        if each.logical_id in ids and each.path
    ]
    if not paths or (known is not None and known.is_replaced):
        return None
    rules = resource_type(resource.type) or ResourceType()
    change = known or ResourceChange(before=before, after=resource)
    return replace(
        change,
        properties=tuple(dict.fromkeys([*change.properties, *(str(path[0]) for path in paths)])),
        is_replaced=not is_custom(resource.type)
        and any(_touch(path, at) for path in rules.replaced_by for at in paths),
    )


def _differ(path: Path, before: Resource, after: Resource) -> bool:
    return list(_values(before.properties, path)) != list(_values(after.properties, path))


def _values(value: object, path: Path) -> Iterator[object]:
    """Give what stands at a path; nothing if nothing stands there."""
    if not path:
        yield value
    elif path[0] == "*":
        items = list(value.values()) if isinstance(value, dict) else value
        for item in items if isinstance(items, list) else []:
            yield from _values(item, path[1:])
    elif isinstance(value, dict) and path[0] in value:
        yield from _values(value[path[0]], path[1:])


def _is_open(path: Path, resource: Resource) -> bool:
    """Say whether what stands at a path is not known before deployment."""
    return any(_touch(path, note.key_path) for note in resource.unresolved)


def _touch(path: Path, at: KeyPath) -> bool:
    """Say whether one of two paths leads to a part of what the other leads to."""
    return all(one in {"*", other} for one, other in zip(path, at, strict=False))


def _written(path: Path) -> str:
    return ".".join(path)
