"""What each service of AWS takes as a schedule, and what it does when clocks change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from tocsin.schedules.aws_cron import AWS_FIELDS, read_aws_cron
from tocsin.schedules.cron import Cron
from tocsin.schedules.field import Field
from tocsin.schedules.once import ONCE_FORM
from tocsin.schedules.rate import RATE_FORM
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
        takes_once: Whether it takes `at(...)`, a single time.
        once_has_seconds: Whether that may have seconds, as its own pages write it.
        takes_rate: Whether it takes `rate(...)`, from its creation on.
        counts_strictly: Whether it refuses `rate(1 minutes)`.
        skipped: What becomes of times that a change of clocks skips.
        at_least: How far apart runs have to be, if that is limited.
        longest: How many characters an expression may have.
    """

    name: str
    fields: tuple[Field, ...] = AWS_FIELDS
    read_cron: Callable[[list[str]], Cron] = read_aws_cron
    example: str = "cron(0 9 * * ? *)"
    takes_once: bool = False
    once_has_seconds: bool = False
    takes_rate: bool = False
    counts_strictly: bool = True
    skipped: SkippedTimes = "dropped"
    at_least: timedelta | None = None
    longest: int = 256

    @property
    def forms(self) -> str:
        """What it takes, in words."""
        names = " ".join(field.name.replace(" ", "-") for field in self.fields)
        forms = [f"cron({names}), as {self.example}"]
        forms += [RATE_FORM] if self.takes_rate else []
        forms += [f"at({ONCE_FORM})"] if self.takes_once else []
        return ", or ".join(forms)


AWS_BACKUP = Service(name="AWS Backup", example="cron(0 3 * * ? *)", at_least=timedelta(hours=1))
"""Makes backups at most once an hour; what it skips when clocks go forward is documented.

https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
"""

RESTORE_TESTING = Service(name="AWS Backup restore testing", example="cron(0 6 ? * SUN *)")
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html."""

ALARM_MUTE_RULE = Service(
    name="an alarm mute rule",
    fields=UNIX_FIELDS,
    read_cron=read_unix_cron,
    example="cron(0 2 * * SUN)",
    takes_once=True,
    skipped="moved",
)
"""What it does when clocks change is not documented; a window that is missing would be worse.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
"""

EVENTBRIDGE_RULE = Service(name="a rule of EventBridge", takes_rate=True)
"""Its clocks are those of UTC.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
"""

EVENTBRIDGE_SCHEDULER = Service(
    name="EventBridge Scheduler",
    takes_once=True,
    once_has_seconds=True,
    takes_rate=True,
    counts_strictly=False,
)
"""It has a time zone of its own, and passes over times that a change of clocks skips.

https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
"""
