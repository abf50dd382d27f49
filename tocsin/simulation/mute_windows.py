"""When the mute rules of an assembly hold the actions of an alarm back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from tocsin.assembly import Alarm
from tocsin.assembly import MuteRule as TemplateMuteRule
from tocsin.diagnostics import InvalidInputError
from tocsin.evaluation import MuteRule, composite, mute, read_mute_rule
from tocsin.simulation.not_evaluated import NotEvaluated


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteSchedule:
    """A mute rule, and where it holds.

    Attributes:
        rule: Its schedule.
        template_rule: What its template says of it.
    """

    rule: MuteRule
    template_rule: TemplateMuteRule

    def mutes(self, alarm: Alarm) -> bool:
        """Say whether the alarm is among the rule's targets."""
        if alarm.stack.environment != self.template_rule.stack.environment:
            return False
        return any(
            target.resource is alarm.resource or composite.alarm_name(target.arn) == alarm.name
            for target in self.template_rule.targets
        )


def read_mute_schedule(declared: TemplateMuteRule) -> MuteSchedule | NotEvaluated:
    """Read a mute rule, or say why CloudWatch would refuse it."""
    try:
        rule = read_mute_rule({**declared.properties, "Name": declared.name})
    except InvalidInputError as error:
        return NotEvaluated.because(declared.name, declared.resource.where(), error.problems)
    return MuteSchedule(rule=rule, template_rule=declared)


def mute_windows(
    schedules: Iterable[MuteSchedule], alarm: Alarm, start: float, end: float
) -> list[mute.Window[float]]:
    """Return when an alarm is muted between two times, in seconds since 1970."""
    first, last = datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC)
    return mute.merged_windows(
        mute.Window(window.start.timestamp(), window.end.timestamp())
        for schedule in schedules
        if schedule.mutes(alarm)
        for window in schedule.rule.windows(first, last)
    )
