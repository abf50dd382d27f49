"""Finds what policies an assembly writes for its topics, queues, keys and functions."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tocsin.assembly import (
    PLACEHOLDER,
    Assembly,
    FunctionPermission,
    Key,
    Link,
    Resource,
    Stack,
    TypedResource,
)
from tocsin.delivery.function_names import function_names
from tocsin.delivery.permits import WrittenPolicy
from tocsin.delivery.presence import comes_with
from tocsin.delivery.texts import arn_of, document_of
from tocsin.policies import function_policy

_CONNECTOR = "AWS::Serverless::Connector"
_PSEUDO = re.compile("AWS::(AccountId|Partition|Region|URLSuffix)")


@dataclass(frozen=True)
class Policies:
    """The policies of an assembly, by what they are for."""

    assembly: Assembly

    def of_topic(self, topic: Resource) -> tuple[WrittenPolicy, ...]:
        """Return what may be the policy of a topic."""
        found = (*self._of_topics.get(topic, ()), *self._of_connectors(topic))
        return found or self._of_open_ones(
            (each, each.topics) for each in self.assembly.topic_policies
        )

    def of_queue(self, queue: Resource) -> tuple[WrittenPolicy, ...]:
        """Return what may be the policy of a queue."""
        found = (*self._of_queues.get(queue, ()), *self._of_connectors(queue))
        return found or self._of_open_ones(
            (each, each.queues) for each in self.assembly.queue_policies
        )

    def of_key(self, key: Key) -> tuple[WrittenPolicy, ...]:
        """Return the policy of a key; none if AWS lets the account alone use it."""
        if "KeyPolicy" not in key.properties:
            return ()
        return (WrittenPolicy.of(key, "KeyPolicy", key.resource, self.assembly),)

    def of_function(self, function: Resource) -> tuple[WrittenPolicy, ...]:
        """Return what may be the policy of a function, of a version or of an alias.

        Each permission adds a statement to it. The second policy is that without permissions of
        which nobody knows whether they are deployed.
        """
        permissions = self._permissions(function)
        certain = [each for each in permissions if comes_with(each.resource, function)]
        found = [self._function_policy(function, permissions)]
        if len(certain) < len(permissions):
            found.append(self._function_policy(function, certain))
        if not permissions:
            found += self._of_open_ones(
                (each, (each.function,)) for each in self.assembly.function_permissions
            )
        return (*found, *self._of_connectors(function))

    def _of_open_ones(
        self, written: Iterable[tuple[TypedResource, tuple[Link, ...]]]
    ) -> tuple[WrittenPolicy, ...]:
        """Return what stands for policies of which a template leaves open what they are for."""
        for owner, links in written:
            if any(each.resource is None and _is_open(each.arn, owner.stack) for each in links):
                made = f"perhaps that of {owner.logical_id}, for what a deployment decides"
                return (WrittenPolicy(document=made, owner=None, is_certain=False),)
        return ()

    def _of_connectors(self, target: Resource) -> tuple[WrittenPolicy, ...]:
        """Return the policies that the transform of SAM makes for a resource, which nobody knows.

        https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html
        """
        if target.logical_id not in self._connected.get(target.stack, ()):
            return ()
        made = "made by a connector of AWS SAM"
        return (WrittenPolicy(document=made, owner=None, is_certain=False),)

    @cached_property
    def _connected(self) -> Mapping[Stack, frozenset[str]]:
        """The destinations of connectors, by stack: resources of their own, and attributes."""
        found: dict[Stack, set[str]] = {}
        for stack in self.assembly.stacks:
            written = stack.template.get("Resources")
            for resource in (written if isinstance(written, dict) else {}).values():
                if isinstance(resource, dict):
                    found.setdefault(stack, set()).update(_destinations(resource))
        return {stack: frozenset(names) for stack, names in found.items() if names}

    def _function_policy(
        self, function: Resource, permissions: list[FunctionPermission]
    ) -> WrittenPolicy:
        written = (
            document_of(dict(each.properties), each.stack, self.assembly) for each in permissions
        )
        properties = [each for each in written if isinstance(each, dict)]
        owner = permissions[0] if len(permissions) == 1 else None
        return WrittenPolicy(document=function_policy(arn_of(function), properties), owner=owner)

    def _permissions(self, function: Resource) -> list[FunctionPermission]:
        names = function_names(function, self.assembly)
        return [
            each
            for each in self.assembly.function_permissions
            if each.function.resource is function or each.function.arn in names
        ]

    @cached_property
    def _of_topics(self) -> Mapping[Resource, tuple[WrittenPolicy, ...]]:
        return self._by_resource((each, each.topics) for each in self.assembly.topic_policies)

    @cached_property
    def _of_queues(self) -> Mapping[Resource, tuple[WrittenPolicy, ...]]:
        return self._by_resource((each, each.queues) for each in self.assembly.queue_policies)

    def _by_resource(
        self, written: Iterable[tuple[TypedResource, tuple[Link, ...]]]
    ) -> Mapping[Resource, tuple[WrittenPolicy, ...]]:
        found: dict[Resource, list[WrittenPolicy]] = {}
        for owner, links in written:
            for target in (link.resource for link in links if link.resource is not None):
                policy = WrittenPolicy.of(owner, "PolicyDocument", target, self.assembly)
                found.setdefault(target, []).append(policy)
        return {resource: tuple(policies) for resource, policies in found.items()}


def _is_open(text: str, stack: Stack) -> bool:
    """Say whether a deployment may make a text the name of any resource.

    Of the name of a resource of the stack, of an account and of a Region that is not so.
    """
    names = (found[0][2:-1].partition(".")[0] for found in PLACEHOLDER.finditer(text))
    return any(not _PSEUDO.match(name) and name not in stack.resolver.resources for name in names)


def _destinations(resource: Mapping[str, object]) -> Iterator[str]:
    connectors = resource.get("Connectors")
    listed = [*connectors.values()] if isinstance(connectors, dict) else []
    if resource.get("Type") == _CONNECTOR:
        listed.append(resource)
    for connector in listed:
        properties = connector.get("Properties") if isinstance(connector, dict) else None
        written = properties.get("Destination") if isinstance(properties, dict) else None
        for each in written if isinstance(written, list) else [written]:
            if isinstance(each, dict) and isinstance(each.get("Id"), str):
                yield each["Id"]
