"""The alarms on restore tests: on what was bad, slow or old, never ran, or was not deleted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from tocsin.diagnostics import format_duration
from tocsin.plan.alarm_settings import AlarmSettings, assemble_alarm
from tocsin.plan.backups.alarms import LOOKED_AT_EACH_HOUR
from tocsin.plan.backups.restore_alarm_kinds import (
    BAD,
    FAILED,
    LEFT,
    OLD,
    SILENT,
    SLOW,
    RestoreAlarm,
)
from tocsin.plan.backups.vault_events import RUNBOOKS
from tocsin.plan.refusals import AlarmPlaces
from tocsin.plan.specs import (
    BACKUP_SERVICE,
    AlarmSpec,
    BackupSpec,
    MetricSpec,
    RestoreLimitsSpec,
    RestoreTestSpec,
    RestoreTestsSpec,
    SeriesSpec,
    restore_metric,
    restore_test_age,
    runbook_path,
    undeleted_restores,
)
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import Freshness
from tocsin.restoration import RESTORE_TIME, RESTORE_VALIDATED, RESTORED_POINT_AGE
from tocsin.timing import Delay
from tocsin.viewpoint import Condition

_HOUR = 3_600
_PERIOD = 300
_ONCE_A_TEST = Freshness(
    interval=None,
    delay=Delay(typical=60, worst=600, source="assumed: the function puts it within its time-out"),
)
"""A restore test has a value when it is validated, and none until the next one."""


def restore_alarms(context: StageContext, backup: BackupSpec | None) -> Iterator[AlarmSpec]:
    """Yield the alarms on the restore tests of a stage."""
    for tests in backup.restore_tests if backup is not None else ():
        here = _OfRegion(context=context.at_home, tests=tests)
        yield here.failed()
        for test in tests.tests:
            for limits in test.limits:
                yield from here.of_store(test, limits)
            yield here.left(test)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfRegion:
    """Makes the alarms on the tests of a Region.

    Attributes:
        context: The stage at its home: what is in another Region has that in its name already.
        tests: The tests of the Region.
    """

    context: StageContext
    tests: RestoreTestsSpec

    @property
    def _where(self) -> str:
        """Say which of a stage's restore tests these are; nothing of those at its home."""
        if self.tests.of_copies:
            return " of copies"
        return "" if self.tests.region == self.context.region else f" {self.tests.region}"

    def of_store(self, test: RestoreTestSpec, limits: RestoreLimitsSpec) -> Iterator[AlarmSpec]:
        """Yield the alarms on one data store."""
        name = limits.store
        yield self._at_a_test(
            BAD,
            name,
            f"What the test {test.id} restored of {name} is not as it must be, or nothing was "
            "restored.",
            RESTORE_VALIDATED,
            Condition(comparison="LessThanThreshold", threshold=1),
        )
        yield self._at_a_test(
            SLOW,
            name,
            f"A restore of {name} took longer than {format_duration(limits.restore)}.",
            RESTORE_TIME,
            _above(limits.restore.total_seconds()),
        )
        if limits.point_age is not None:
            yield self._at_a_test(
                OLD,
                name,
                f"The newest recovery point of {name} was older than "
                f"{_hours(limits.point_age)} hours when the test {test.id} restored it.",
                RESTORED_POINT_AGE,
                _above(_hours(limits.point_age) * _HOUR),
            )
        yield self._silent(name, test)

    def failed(self) -> AlarmSpec:
        """Return the alarm on the function that looks at what was restored."""
        function = self.tests.validator.function
        return self._assembled(
            FAILED,
            f"restore tests{self._where}",
            f"The function {function} ended with an error, or ran out of time.",
            MetricSpec(
                id="value",
                namespace="AWS/Lambda",
                name="Errors",
                dimensions=(("FunctionName", function),),
                statistic="Sum",
                unit="Count",
            ),
            AlarmSettings(
                severity="warning",
                condition=_above(0),
                period=_PERIOD,
                treat_missing_data="notBreaching",
            ),
        )

    def left(self, test: RestoreTestSpec) -> AlarmSpec:
        """Return the alarm on what was not deleted."""
        metric = undeleted_restores(system=self.tests.system, stage=self.tests.stage, test=test.id)
        return self._assembled(
            LEFT,
            f"restore test {test.id}{self._where}",
            f"AWS Backup could not delete what the test {test.id} restored, or nothing says "
            "whether it could.",
            metric,
            AlarmSettings(
                severity="warning",
                condition=_above(0, of=3),
                period=_HOUR,
                # Nobody else tells that the function cannot list restore jobs.
                treat_missing_data="breaching",
            ),
        )

    def _silent(self, name: str, test: RestoreTestSpec) -> AlarmSpec:
        # The function knows the hour of a test, and runs at some time of each.
        hours = _hours(test.validated_within) + 1
        return self._assembled(
            SILENT,
            name,
            f"No test has validated a restore of {name} for more than {hours} hours, or nothing "
            "says when one did.",
            restore_test_age(system=self.tests.system, stage=self.tests.stage, resource=name),
            AlarmSettings(
                severity="warning",
                condition=_above(hours, of=3),
                period=_HOUR,
                treat_missing_data="breaching",
            ),
        )

    def _at_a_test(
        self, alarm: RestoreAlarm, name: str, what_happened: str, metric: str, condition: Condition
    ) -> AlarmSpec:
        settings = AlarmSettings(
            severity="warning",
            condition=condition,
            period=_PERIOD,
            # Until the next test nothing says anything else.
            treat_missing_data="ignore",
        )
        read = restore_metric(
            metric, system=self.tests.system, stage=self.tests.stage, resource=name
        )
        return self._assembled(alarm, name, what_happened, read, settings)

    def _assembled(
        self,
        alarm: RestoreAlarm,
        name: str,
        what_happened: str,
        metric: MetricSpec,
        settings: AlarmSettings,
    ) -> AlarmSpec:
        return assemble_alarm(
            self.context,
            settings,
            names=(BACKUP_SERVICE, name, alarm.runbook),
            title=f"{name}: {alarm.title}",
            resource=f"restore tests{self._where}",
            owner=self.context.viewpoint.owner,
            runbook=runbook_path(RUNBOOKS, alarm.runbook),
            what_happened=what_happened,
            why_it_matters=alarm.why_it_matters,
            first_action=alarm.first_action,
            series=SeriesSpec(
                label=f"{alarm.label}, {name}",
                expression=None,
                metrics=(metric,),
                period=settings.period,
                unit=alarm.unit,
            ),
            region=self.tests.region,
            places=AlarmPlaces(whole=("data_protection", "restore_tests")),
            freshness=LOOKED_AT_EACH_HOUR if settings.period == _HOUR else _ONCE_A_TEST,
        )


def _above(threshold: float, *, of: int = 1) -> Condition:
    return Condition(
        comparison="GreaterThanThreshold",
        threshold=threshold,
        datapoints_to_alarm=of,
        evaluation_periods=of,
    )


def _hours(duration: timedelta) -> int:
    return ceil(duration.total_seconds() / _HOUR)
