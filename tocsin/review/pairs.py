"""Which resource of BASE is which of HEAD, and which of them are other than before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tocsin.assembly import Assembly, Resource, Stack

_OURS = "tocsin"
_ASSET = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
"""The hash by which the CDK names a file or an image: another for each change of its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A resource before and after.

    Attributes:
        before: It in BASE; None if BASE does not have it.
        after: It in HEAD; None likewise.
    """

    before: Resource | None
    after: Resource | None

    @property
    def resource(self) -> Resource:
        """It in HEAD, or in BASE if HEAD has it no more."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def type(self) -> str:
        """Its type."""
        return self.resource.type


@dataclass(frozen=True, kw_only=True, eq=False)
class Pairs:
    """The resources of two assemblies.

    Attributes:
        base: What is deployed now.
        head: What would be deployed.
    """

    base: Assembly
    head: Assembly

    @cached_property
    def changed(self) -> tuple[Pair, ...]:
        """The resources that come, go or become other, in the order of the templates.

        What only is written in another way has not changed, nor have files and images of the CDK.
        """
        return tuple(pair for pair in self._all if _differ(pair))

    @cached_property
    def stacks(self) -> tuple[tuple[Stack | None, Stack | None], ...]:
        """The stacks before and after."""
        return tuple(_stack_pairs(self.base.stacks, self.head.stacks))

    @cached_property
    def left_behind(self) -> frozenset[Stack]:
        """The stacks of BASE that HEAD has no more: nobody deletes them, unless by hand."""
        gone = {before for before, after in self.stacks if before is not None and after is None}
        return frozenset(each for each in gone if each.parent is None or each.parent in gone)

    @cached_property
    def after(self) -> Mapping[Resource, Resource]:
        """What each resource of BASE becomes, if HEAD still has it."""
        return {
            pair.before: pair.after
            for pair in self._all
            if pair.before is not None and pair.after is not None
        }

    @cached_property
    def before(self) -> Mapping[Resource, Resource]:
        """What each resource of HEAD was, if BASE has it."""
        return {after: before for before, after in self.after.items()}

    @cached_property
    def are_equal(self) -> bool:
        """Whether the templates of both sides are, and the tags that stacks put on everything."""
        return (
            all(
                before is not None
                and after is not None
                and before.template == after.template
                and before.tags == after.tags
                and before.environment == after.environment
                and before.given_parameters == after.given_parameters
                for before, after in self.stacks
            )
            and self.base.parameter_values == self.head.parameter_values
        )

    def of(self, *types: str) -> tuple[Pair, ...]:
        """Return those of some types that change; a resource that changes its type is of both."""
        return tuple(pair for type_name in types for pair in self._by_type.get(type_name, ()))

    @cached_property
    def _by_type(self) -> Mapping[str, list[Pair]]:
        found: dict[str, list[Pair]] = {}
        for pair in self.changed:
            found.setdefault(pair.type, []).append(pair)
        return found

    @cached_property
    def _all(self) -> tuple[Pair, ...]:
        return tuple(
            pair
            for before, after in self.stacks
            for pair in _of_stacks(
                self.base.index.of_stack(before) if before else {},
                self.head.index.of_stack(after) if after else {},
            )
        )


def normal(value: object, key: str = "") -> object:
    """Return a value in one form for all ways to write it, and for all hashes of assets."""
    return _without_assets(normal_form(value, key))


def _stack_pairs(
    base: Iterable[Stack], head: Iterable[Stack]
) -> Iterator[tuple[Stack | None, Stack | None]]:
    """Pair stacks by name, account and Region, then by name; then the only one of each side."""
    old, new = list(base), list(head)
    found: dict[Stack, Stack] = {}
    for key in (_identity, _name):
        left = _unique(old, key, without=found.values())
        found.update(
            (each, left.pop(key(each))) for each in new if each not in found and key(each) in left
        )
    roots = [[each for each in side if each.parent is None] for side in (old, new)]
    if len(roots[0]) == len(roots[1]) == 1 and roots[1][0] not in found:
        found[roots[1][0]] = roots[0][0]
    taken = set(found.values())
    yield from ((found.get(each), each) for each in new)
    yield from ((each, None) for each in old if each not in taken)


def _unique(stacks: Iterable[Stack], key: object, without: Iterable[Stack]) -> dict[object, Stack]:
    taken = set(without)
    assert callable(key)
    return {key(each): each for each in stacks if each not in taken}


def _identity(stack: Stack) -> object:
    return stack.name, stack.account, stack.region


def _name(stack: Stack) -> object:
    return stack.name


def _of_stacks(old: Mapping[str, Resource], new: Mapping[str, Resource]) -> Iterator[Pair]:
    for logical_id in dict.fromkeys((*new, *old)):
        before, after = old.get(logical_id), new.get(logical_id)
        if before is not None and after is not None and before.type != after.type:
            yield Pair(before=None, after=after)
            yield Pair(before=before, after=None)
        else:
            yield Pair(before=before, after=after)


def _differ(pair: Pair) -> bool:
    before, after = pair.before, pair.after
    if before is None or after is None:
        return True
    if _policies(before) != _policies(after):
        return True
    if not _is_written_alike(before, after) and _beside(before) != _beside(after):
        return True
    one, other = before.properties, after.properties
    return one != other and normal(one) != normal(other)


def _is_written_alike(before: Resource, after: Resource) -> bool:
    """Say whether templates say the same of a resource, as nearly all do of nearly all."""
    alike = before.declared.raw == after.declared.raw
    return alike and before.stack.tags == after.stack.tags


def _beside(resource: Resource) -> object:
    """Return what a template says of a resource beside its properties, and that counts.

    In its metadata it says things of the system, as a vault does of its data stores; the tags of
    its stack are its own, too; and it says what has to be there before it.
    """
    beside = (*resource.metadata.items(), *resource.stack.tags.items())
    said = {key: each for key, each in beside if key.startswith(_OURS)}
    written = resource.declared.raw
    around = {key: written.get(key) for key in ("Condition", "DependsOn")}
    return normal({**said, **around})


def _policies(resource: Resource) -> tuple[str | None, str | None]:
    return resource.deletion_policy, resource.update_replace_policy


def _without_assets(value: object) -> object:
    if isinstance(value, str):
        return _ASSET.sub("asset", value)
    if isinstance(value, list):
        return [_without_assets(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_assets(item) for key, item in value.items()}
    return value
