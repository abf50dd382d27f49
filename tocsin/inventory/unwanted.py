"""Recommended alarms that somebody has decided not to have."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from tocsin.inventory.watchable import Watchable


@dataclass(frozen=True, slots=True, kw_only=True)
class UnwantedAlarm:
    """A recommended alarm that is not expected.

    Attributes:
        type: The type in the catalogue whose alarm it is.
        alarm: The id of the alarm.
        because: Why nobody wants it.
        resource: A pattern of names and keys of resources, with `*` and `?`.
    """

    type: str
    alarm: str
    because: str
    resource: str = "*"

    def concerns(self, resource: Watchable) -> bool:
        """Tell whether it is about a resource."""
        names = (resource.name, str(resource.where.key_path[-1]) if resource.where.key_path else "")
        return self.type == resource.type.name and any(
            fnmatchcase(name, self.resource) for name in names
        )
