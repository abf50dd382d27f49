"""A viewpoint that is being made from templates, before it is written down."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.inventory import FoundResource, KnownIdentifier, StoredIdentifier
from tocsin.viewpoint import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftService:
    """A service: what one stack has.

    Attributes:
        name: Its name.
        stack: The stack.
        region: The Region that it is in, if the stage has others too.
        resources: Its resources by name.
    """

    name: str
    stack: str
    region: str | None
    resources: Mapping[str, FoundResource]

    def alarm_stacks(self, most_alarms: int) -> dict[str, int]:
        """Return the number, from 1, of the stack that has the alarms of each resource.

        Args:
            most_alarms: How many alarms a stack gets, and half as many parameters.
        """
        numbers, alarms, parameters, number = {}, 0, 0, 1
        for name, found in self.resources.items():
            alarms += found.alarm_count
            parameters += found.parameter_count
            if alarms > most_alarms or parameters > most_alarms // 2:
                alarms, parameters = found.alarm_count, found.parameter_count
                number += 1
            numbers[name] = number
        return numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a viewpoint so far.

    Attributes:
        system: Its name.
        stage: The name of its stage.
        account: The stage's account, if known.
        regions: The stage's Regions, its home first; none if not known.
        services: What it watches.
        most_alarms: How many alarms a stack gets, and half as many parameters.
    """

    system: str
    stage: str
    account: str | None
    regions: tuple[str, ...]
    services: tuple[DraftService, ...] = ()
    most_alarms: int = 300

    def identifiers(self, service: DraftService, resource: str) -> dict[str, str]:
        """Return the identifiers of a resource as the viewpoint writes them, by their names."""
        found = service.resources[resource]
        return {
            name: self._with_placeholders(identifier.text, found)
            if isinstance(identifier, KnownIdentifier)
            else f"ssm:{self._path(identifier, found) or self.parameter(service, resource, name)}"
            for name, identifier in found.identifiers.items()
        }

    def parameter(self, service: DraftService, resource: str, name: str) -> str:
        """Return the path of the parameter that has an identifier, for any stage."""
        parts = (slug(each) for each in (service.name, resource, name))
        return f"/{self.system}/{{stage}}/{'/'.join(parts)}"

    def _path(self, identifier: StoredIdentifier, found: FoundResource) -> str | None:
        return identifier.path and self._with_placeholders(identifier.path, found)

    def _with_placeholders(self, text: str, found: FoundResource) -> str:
        """Let a name be right in other stages too, where it has the stage's own words in it."""
        stack = found.resource.stack
        if stack.account == self.account and self.account:
            text = text.replace(self.account, "{account}")
        if stack.region in self.regions and found.type.region is None:
            text = text.replace(str(stack.region), "{region}")
        return re.sub(rf"(?<![A-Za-z0-9]){self.stage}(?![A-Za-z0-9])", "{stage}", text)


def to_create(found: FoundResource) -> dict[str, StoredIdentifier]:
    """Return the identifiers of a resource for which no template makes a parameter yet."""
    return {
        name: identifier
        for name, identifier in found.identifiers.items()
        if isinstance(identifier, StoredIdentifier) and identifier.path is None
    }
