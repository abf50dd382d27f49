"""When alarms of a service tell nobody because it is worked on, as one mute rule says it."""

from dataclasses import dataclass

from tocsin.plan.specs.quiet import QuietSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class MaintenanceSpec:
    """One mute rule over several alarms.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html

    Attributes:
        title: What the viewpoint calls the maintenance.
        means: What is done then, or nothing.
        rule: The rule: its name, its windows, and these as a person writes them.
        alarms: The names of the alarms that tell nobody then, composite ones too.
        service: Whose alarms these are.
        region: Where they are.
        stack: Number, from 1, of the stack of their service that they are in.
    """

    title: str
    means: str
    rule: QuietSpec
    alarms: tuple[str, ...]
    service: str
    region: str
    stack: int
