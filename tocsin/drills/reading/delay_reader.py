"""Reads `delay`: how late the data of a drill are, and so when its alarms see them.

Unless the drill says for how long, the tags of its alarms say it: CloudWatch is used to that, and
each evaluation looks back until all has arrived. What a drill says in so many minutes is out of
the ordinary: the values arrive late, and evaluations do not wait for them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, get_args

import numpy as np

from tocsin.diagnostics import InvalidValueError, YamlValue, parse_duration, quoted
from tocsin.evaluation import EvaluationOptions, FloatArray, MetricAlarm, evaluation_delay
from tocsin.simulation import DELAY_TAG, AlarmSet, Lateness

_WORDS: Final[tuple[Lateness, ...]] = get_args(Lateness)
_MINUTE: Final = 60


@dataclass(slots=True, kw_only=True)
class DelayReader:
    """Collects how late the series of one drill are.

    Attributes:
        alarms: All alarms, whose tags say how late their data are.
        chosen: Which figure of the tags counts, or how many seconds all series are late.
    """

    alarms: AlarmSet
    chosen: Lateness | float
    _late: dict[str, float] = field(default_factory=dict)
    _left_to_tags: set[str] = field(default_factory=set)

    def read(self, series: YamlValue) -> float | None:
        """Return how many seconds late a series is; None where the tags of alarms say it."""
        written = series.get("delay")
        if written is None:
            return self.chosen if isinstance(self.chosen, float) else None
        if written.value in _WORDS:
            what = f"{quoted(written.value)} is said of alarms, and so of a whole drill"
            written.report("misplaced-delay", what, "write it in the drill, or a duration here")
            return None
        return _seconds(written)

    def add(self, readers: Collection[str], late: float | None) -> None:
        """Take down how late a series is that some alarms read."""
        for name in readers:
            if late is None:
                self._left_to_tags.add(name)
            else:
                self._late[name] = max(late, self._late.get(name, 0.0))

    def of_tags(self, silent: Collection[str]) -> Mapping[str, float]:
        """Return how late the data of each alarm are whose tag says it.

        Args:
            silent: Alarms that are evaluated without data.
        """
        if isinstance(self.chosen, float):
            return {}
        return self.alarms.delays(self.chosen, (*self._left_to_tags, *silent))

    def refuse_unknown(self, drill: YamlValue, silent: Collection[str]) -> None:
        """Report a word that chooses between figures which no alarm of the drill has.

        Where every series says for itself how late it is, the word chooses nothing, and is right.

        Args:
            drill: The drill as it is written.
            silent: Alarms that are evaluated without data.
        """
        written, asked = drill.get("delay"), self._left_to_tags.union(silent)
        if written is None or written.value not in _WORDS or not asked or self.of_tags(silent):
            return
        what = f"no alarm of this drill has a tag {DELAY_TAG} that says how late its data are"
        written.report("unknown-delay", what, "write a duration, such as 2m")

    def waits(
        self, names: Iterable[str], delays: Mapping[str, float], options: EvaluationOptions
    ) -> Mapping[str, float]:
        """Return how many seconds after the end of its periods an alarm has all of their data.

        Args:
            names: The metric alarms that are evaluated.
            delays: What their tags say.
            options: How far evaluations look back, if a drill says it.
        """
        waits = {}
        for name in names:
            alarm = self.alarms.metric_alarms[name].definition
            assert isinstance(alarm, MetricAlarm)
            looks_back = evaluation_delay(alarm, options, late=delays.get(name, 0.0))
            waits[name] = max(looks_back, self._late.get(name, 0.0))
        return waits


def read_chosen_delay(written: YamlValue | None) -> Lateness | float:
    """Return what a drill or its file says of all its data; `typical` if it says nothing."""
    if written is None:
        return "typical"
    return next((word for word in _WORDS if written.value == word), None) or _seconds(written)


def arrivals(start: float, offsets: FloatArray, interval: float, late: float) -> FloatArray | None:
    """Return when the samples of a series arrive, in seconds since 1970; None for at once.

    CloudWatch has no sample before the minute ends to which it belongs, or its interval if that
    is shorter.

    Args:
        start: When the series begins, in seconds since 1970.
        offsets: When each sample was taken, in intervals from the start.
        interval: Seconds.
        late: Seconds from then on.
    """
    if not late:
        return None
    if interval < _MINUTE:
        return start + (np.floor(offsets) + 1) * interval + late
    return (np.floor((start + offsets * interval) / _MINUTE) + 1) * _MINUTE + late


def _seconds(written: YamlValue) -> float:
    try:
        return parse_duration(written.value).total_seconds()
    except InvalidValueError as error:
        fix = "write typical or worst for a drill, or a duration such as 90s or 2m"
        written.report("invalid-delay", error.what, fix)
        return 0.0
