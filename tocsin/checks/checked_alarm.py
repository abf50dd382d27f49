"""An alarm of a template as checks look at it."""

from dataclasses import dataclass
from functools import cached_property

from tocsin.assembly import Alarm, MetricReading, Resource, readings_of
from tocsin.diagnostics import KeyPath, Location
from tocsin.simulation import DeployedAlarm

_COMPOSITE = "AWS::CloudWatch::CompositeAlarm"


@dataclass(frozen=True, kw_only=True, eq=False)
class CheckedAlarm:
    """A metric, log or composite alarm.

    Attributes:
        template_alarm: What its template says of it.
        deployed: It as it is evaluated; None if it cannot be, because AWS refuses it, a value is
            not known, or it is an alarm on a log query.
    """

    template_alarm: Alarm
    deployed: DeployedAlarm | None

    @property
    def resource(self) -> Resource:
        """It as a resource of its template."""
        return self.template_alarm.resource

    @property
    def name(self) -> str:
        """What it is called in texts: its name, or its key where AWS makes its name."""
        resource = self.resource
        return resource.name if "AlarmName" in resource.properties else resource.logical_id

    @property
    def is_composite(self) -> bool:
        """Whether it is an alarm on other alarms."""
        return self.resource.type == _COMPOSITE

    @cached_property
    def readings(self) -> tuple[MetricReading, ...]:
        """The metrics that it names; none for a composite alarm."""
        return tuple(readings_of(self.template_alarm))

    def locate(self, *path: str | int) -> Location:
        """Return the location of it, or of one of its properties.

        A property that is not there is located where the alarm is.
        """
        return self.resource.locate("Properties", *path) if path else self.resource.locate()

    def why_unknown(self, *path: str | int) -> tuple[str, str] | None:
        """Say why a property is not known, and what makes it known; None if it is known."""
        key_path: KeyPath = path
        return self.resource.why_unknown(key_path)
