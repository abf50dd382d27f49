"""Everything that a report about a back-test says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import cached_property

from tocsin.backtest.alarm_outcome import AlarmOutcome
from tocsin.backtest.backtest import BackTest
from tocsin.backtest.comparison import AlarmChange, compared
from tocsin.backtest.incidents import Incident, IncidentReport, judge_incidents
from tocsin.backtest.threshold_curve import ThresholdCurve, has_threshold, threshold_curve

MOST_CURVES = 9


@dataclass(frozen=True, kw_only=True)
class BackTestReport:
    """A back-test, perhaps beside that of a base.

    Attributes:
        subject: What was tested, as the path of the assembly.
        test: The back-test.
        base: The back-test of the same data with other alarms.
        base_subject: What the base is.
        curves: Curves of thresholds.
        zone: The time zone for hours and days.
        incidents: What people had in the time of the back-test.
    """

    subject: str
    test: BackTest
    base: BackTest | None = None
    base_subject: str = ""
    curves: tuple[ThresholdCurve, ...] = ()
    zone: tzinfo = UTC
    incidents: tuple[Incident, ...] = ()

    @cached_property
    def judged(self) -> IncidentReport | None:
        """What the alarms made of incidents; None without any."""
        return judge_incidents(self.test, self.incidents) if self.incidents else None

    @cached_property
    def judged_base(self) -> IncidentReport | None:
        """What the alarms of the base made of them; None without one."""
        has_both = self.incidents and self.base is not None
        return judge_incidents(self.base, self.incidents) if has_both and self.base else None

    @cached_property
    def changes(self) -> tuple[AlarmChange, ...]:
        """What is otherwise than in the base; empty without one."""
        return () if self.base is None else compared(self.base, self.test)

    @property
    def felt_changes(self) -> tuple[AlarmChange, ...]:
        """The changes without alarms that were added or removed and were never in ALARM."""
        return tuple(change for change in self.changes if not change.is_quiet)

    @property
    def quiet_changes(self) -> tuple[AlarmChange, ...]:
        """Alarms that were added or removed and were never in ALARM."""
        return tuple(change for change in self.changes if change.is_quiet)

    @property
    def fired(self) -> tuple[AlarmOutcome, ...]:
        """The alarms that were in ALARM at any time, those with most alerts first."""
        return tuple(each for each in self.test.outcomes if each.in_alarm)

    @property
    def longest(self) -> AlarmOutcome | None:
        """The alarm that was longest in ALARM without a break."""
        return max(self.fired, key=_longest_stretch, default=None)

    @property
    def flapping(self) -> tuple[AlarmOutcome, ...]:
        """The alarms that went to ALARM again and again."""
        return tuple(each for each in self.fired if each.flapping)


def noisy_curves(test: BackTest, most: int = MOST_CURVES) -> tuple[ThresholdCurve, ...]:
    """Return the curves of the alarms that fired most and have a threshold."""
    alarms = test.simulation.alarms.metric_alarms
    fired = sorted(test.outcomes, key=lambda each: -len(each.firings))
    names = [each.alarm for each in fired if each.firings and each.alarm in alarms]
    chosen = [name for name in names if has_threshold(alarms[name])][:most]
    return tuple(threshold_curve(test, name) for name in chosen)


def curves_of(test: BackTest, names: Sequence[str]) -> tuple[ThresholdCurve, ...]:
    """Return the curves of some alarms."""
    return tuple(threshold_curve(test, name) for name in names)


def _longest_stretch(outcome: AlarmOutcome) -> float:
    start, end = outcome.longest or (0.0, 0.0)
    return end - start
