"""What checks look at: the templates of an assembly, and what was computed of them once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from tocsin.assembly import Assembly, Resource
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.inventory import UnwantedAlarm, Watchable
from tocsin.recovery import Backups
from tocsin.simulation import AlarmSet, Settings

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, eq=False)
class Subject:
    """An assembly, and what several checks ask of it.

    Attributes:
        assembly: What is deployed.
        alarm_set: Its alarms, ready to be evaluated, and the ways of their notifications.
        named_resources: Resources that somebody names beside it, and that it may watch.
        unwanted: Recommended alarms that somebody has decided not to have.
        today: From when on times to come are looked at; None to go by the templates alone.
    """

    assembly: Assembly
    alarm_set: AlarmSet
    named_resources: tuple[Watchable, ...] = ()
    unwanted: tuple[UnwantedAlarm, ...] = ()
    today: date | None = None
    _computed: dict[object, object] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(
        cls,
        assembly: Assembly,
        settings: Settings | None = None,
        named_resources: tuple[Watchable, ...] = (),
        unwanted: tuple[UnwantedAlarm, ...] = (),
        today: date | None = None,
    ) -> "Subject":
        """Read the alarms of an assembly.

        Args:
            assembly: What is deployed.
            settings: What is known beside the templates, such as how urgent a topic is.
            named_resources: Resources that somebody names beside it.
            unwanted: Recommended alarms that somebody has decided not to have.
            today: From when on times to come are looked at; None to go by the templates alone.
        """
        known = settings or Settings()
        alarms = AlarmSet.of(assembly, known.severity_rules, known.declared_readers)
        return cls(
            assembly=assembly,
            alarm_set=alarms,
            named_resources=named_resources,
            unwanted=unwanted,
            today=today,
        )

    @cached_property
    def alarms(self) -> tuple[CheckedAlarm, ...]:
        """Every metric, log and composite alarm, in the order of the templates by kind."""
        deployed = {each.template_alarm.resource: each for each in self.alarm_set}
        assembly = self.assembly
        return tuple(
            CheckedAlarm(template_alarm=alarm, deployed=deployed.get(alarm.resource))
            for alarm in (*assembly.alarms, *assembly.log_alarms, *assembly.composite_alarms)
        )

    @cached_property
    def alarms_by_resource(self) -> dict[Resource, CheckedAlarm]:
        """Each alarm by its resource."""
        return {alarm.resource: alarm for alarm in self.alarms}

    @cached_property
    def backups(self) -> Backups:
        """Plans, selections and vaults of AWS Backup."""
        return Backups(self.assembly)

    def memo(self, compute: Callable[["Subject"], T]) -> T:
        """Return what a function computes of the subject, which is computed once.

        Args:
            compute: A function of a module, so that all checks mean the same one.
        """
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        return cast("T", self._computed[compute])
