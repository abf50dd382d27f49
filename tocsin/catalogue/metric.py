"""What AWS publishes about a resource, and how often."""

from dataclasses import dataclass
from typing import Literal

from tocsin.catalogue.metric_words import metric_words
from tocsin.timing import Delay

Emission = Literal["continuous", "sparse", "event-only"]
Role = Literal["traffic", "errors", "latency", "saturation"]
"""The four golden signals: https://sre.google/sre-book/monitoring-distributed-systems/"""

Range = tuple[float | None, float | None]
"""The lowest and the highest value that can be; None for an open end."""

FROM_ZERO: Range = (0, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One CloudWatch metric of a resource type.

    Attributes:
        name: The metric's exact name.
        namespace: The metric's exact namespace.
        dimension_sets: The sets of dimension names it is published with. CloudWatch does not roll
            up over missing dimensions: an alarm matches exactly one of these sets or nothing.
        unit: The unit of its values, as CloudWatch spells it; for texts and axes. Not for an
            alarm's `Unit`, which matches nothing when a service publishes another unit.
        statistics: The statistics that mean something for it.
        emission: `continuous` has a value each interval while the resource exists, zero
            included; `sparse` only with traffic or a non-zero value; `event-only` one point a run.
        interval: Seconds between datapoints, or None when there is no fixed interval.
        delay: How long after the end of a period its datapoint is there.
        opt_in: The name of the type's opt-in that has to be switched on, or None.
        source: URL of the documentation that lists it.
        role: Which of the golden signals it is, or None: dashboards show these, traffic first.
        range: The lowest and the highest value it can have.
        title: What people call it, where its name does not say that; else empty.
    """

    name: str
    namespace: str
    dimension_sets: tuple[tuple[str, ...], ...]
    unit: str
    statistics: tuple[str, ...]
    emission: Emission
    interval: int | None
    delay: Delay
    opt_in: str | None
    source: str
    role: Role | None = None
    range: Range = FROM_ZERO
    title: str = ""

    @property
    def words(self) -> str:
        """What people call it: `invocations`, `age of oldest message`."""
        return self.title or metric_words(self.name)
