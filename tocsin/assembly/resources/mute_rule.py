"""Alarm mute rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resources.typed_resource import TypedResource, as_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resources.link import Link


class MuteRule(TypedResource):
    """A schedule that holds the actions of some alarms back.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
    """

    @property
    def schedule(self) -> Mapping[str, object]:
        """`Expression`, `Duration` (ISO 8601) and perhaps `Timezone`."""
        return as_object(self.mapping("Rule").get("Schedule"))

    @property
    def alarm_names(self) -> tuple[str, ...]:
        """The names of the alarms it mutes."""
        names = self.mapping("MuteTargets").get("AlarmNames")
        return tuple(map(str, names)) if isinstance(names, list) else ()

    @property
    def targets(self) -> tuple[Link, ...]:
        """The alarms it mutes."""
        names = self.mapping("MuteTargets").get("AlarmNames")
        return self.links_to(names)
