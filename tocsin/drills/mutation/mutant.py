"""An alarm with one thing changed."""

from dataclasses import dataclass

from tocsin.evaluation import CompositeAlarm, MetricAlarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """An alarm with one thing changed.

    Attributes:
        name: What is changed, and to what, such as `threshold 11` or `missing data ignore`.
        original: The same thing as it is.
        definition: The changed alarm.
    """

    name: str
    original: str
    definition: MetricAlarm | CompositeAlarm
