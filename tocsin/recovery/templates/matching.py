"""Whether a selection of AWS Backup can match a resource; what is not known may match."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly import PLACEHOLDER, Part
from tocsin.recovery.templates.arns import arns_overlap
from tocsin.recovery.templates.data_stores import DATA_STORES, arn_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Assembly, Resource
    from tocsin.recovery.templates.selections import Selection

_OF_A_TAG = "aws:ResourceTag/"


@dataclass(frozen=True, eq=False)
class Matching:
    """What selections match.

    Attributes:
        assembly: What has the selections, and the resources.
    """

    assembly: Assembly

    def may_match(self, selection: Selection, resource: Resource) -> bool:
        """Return whether a selection matches a resource, or may.

        What it names is joined with its tags by OR, and its conditions have to hold too.
        """
        part = selection.part
        if not all(part.at(key).is_known for key in ("ListOfTags", "Conditions", "NotResources")):
            return True
        names = part.at("Resources")
        if not names.is_known and not names.items:
            return True
        if any(self._found(each) is resource for each in part.at("NotResources").items):
            return False
        if not all(self._holds(each, resource) for each in _conditions(part)):
            return False
        if not names.items and not selection.tags:
            return True
        named = any(self._names(each, resource) for each in names.items)
        return named or any(self._has_tag(each, resource) for each in selection.tags)

    def _found(self, named: Part) -> Resource | None:
        return self.assembly.index.find(named.value, named.resource.stack)

    def _names(self, named: Part, resource: Resource) -> bool:
        """Return whether an ARN of a selection is, or may be, that of a resource."""
        found = self._found(named)
        if found is not None:
            return found is resource
        text = PLACEHOLDER.sub("*", str(named.value))
        if "*" not in text and "?" not in text and not resource.is_named:
            return False  # nobody writes out a name that AWS makes
        return arns_overlap(text, arn_of(resource))

    def _holds(self, condition: Part, resource: Resource) -> bool:
        key = condition.at("ConditionKey").text
        if key is None or not key.startswith(_OF_A_TAG):
            return True
        value = condition.at("ConditionValue").text
        return self._may_have(resource, key.removeprefix(_OF_A_TAG), value)

    def _has_tag(self, tag: Part, resource: Resource) -> bool:
        key = tag.at("ConditionKey").text
        return key is None or self._may_have(resource, key, tag.at("ConditionValue").text)

    def _may_have(self, resource: Resource, key: str, value: str | None) -> bool:
        """Return whether a resource has a tag, or may get it from its stack."""
        if not all(each.is_known for each in _tag_lists(resource)):
            return True
        own = {**resource.stack.tags, **dict(_tags(resource))}
        if key in own:
            return value is None or own[key] is None or own[key] == value
        # Tags of a stack are given with its deployment, unless its template says who has which.
        return key not in self._written_keys

    @cached_property
    def _written_keys(self) -> frozenset[str]:
        """The keys of tags that data stores of the templates have."""
        stores = self.assembly.resources(*DATA_STORES)
        return frozenset(key for store in stores for key, _ in _tags(store))


def _conditions(selection: Part) -> Iterator[Part]:
    """Yield the conditions that ask for a value of a tag."""
    yield from selection.at("Conditions", "StringEquals").items


def _tags(resource: Resource) -> Iterator[tuple[str, str | None]]:
    for listed in _tag_lists(resource):
        for tag in listed.items:
            if (key := tag.at("Key").text) is not None:
                yield key, tag.at("Value").text


def _tag_lists(resource: Resource) -> Iterator[Part]:
    yield Part.of(resource, "Tags")
    yield Part.of(resource, "FileSystemTags")
    for replica in Part.of(resource, "Replicas").items:
        yield replica.at("Tags")
