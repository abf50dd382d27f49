"""What each service of AWS takes as a schedule, and what it does when clocks change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from tocsin.schedules.aws_cron import AWS_FIELDS, read_aws_cron
from tocsin.schedules.cron import Cron
from tocsin.schedules.field import Field
from tocsin.schedules.once import MINUTES_FORM, SECONDS_FORM
from tocsin.schedules.time_zone import SkippedTimes
from tocsin.schedules.unix_cron import UNIX_FIELDS, read_unix_cron


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a service takes.

    Attributes:
        name: As people call it.
        fields: The fields of its cron expressions.
        read_cron: Reads these.
        example: A cron expression that it takes.
        takes_rate: Whether it takes `rate(...)`.
        minds_plural: Whether it refuses `rate(1 minutes)` and `rate(5 minute)`.
        at_form: The form of `at(...)`; None where it takes no single time.
        skipped: What becomes of times that a change of clocks skips.
        at_least: How far apart runs have to be, if that is limited.
        longest: How many characters an expression may have.
    """

    name: str
    fields: tuple[Field, ...] = AWS_FIELDS
    read_cron: Callable[[list[str]], Cron] = read_aws_cron
    example: str = "cron(0 9 * * ? *)"
    takes_rate: bool = False
    minds_plural: bool = True
    at_form: str | None = None
    skipped: SkippedTimes = "dropped"
    at_least: timedelta | None = None
    longest: int = 256

    @property
    def forms(self) -> str:
        """What it takes, in words."""
        names = " ".join(field.name.replace(" ", "-") for field in self.fields)
        forms = [f"cron({names}), as {self.example}"]
        forms += ["rate(5 minutes)"] if self.takes_rate else []
        forms += [f"at({self.at_form})"] if self.at_form else []
        return ", or ".join(forms)


AWS_BACKUP = Service(name="AWS Backup", example="cron(0 3 * * ? *)", at_least=timedelta(hours=1))
"""Makes backups at most once an hour; what it skips when clocks go forward is documented.

https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
"""

RESTORE_TESTING = Service(name="AWS Backup restore testing", example="cron(0 6 ? * SUN *)")
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html."""

EVENTBRIDGE_RULE = Service(name="an EventBridge rule", takes_rate=True)
"""Knows only UTC.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
"""

EVENTBRIDGE_SCHEDULER = Service(
    name="EventBridge Scheduler", takes_rate=True, minds_plural=False, at_form=SECONDS_FORM
)
"""Runs nothing at a time that is skipped, and once at a time that comes twice.

https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
"""

ALARM_MUTE_RULE = Service(
    name="an alarm mute rule",
    fields=UNIX_FIELDS,
    read_cron=read_unix_cron,
    example="cron(0 2 * * SUN)",
    at_form=MINUTES_FORM,
    skipped="moved",
)
"""What it does when clocks change is not documented; a window that is missing would be worse.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
"""
