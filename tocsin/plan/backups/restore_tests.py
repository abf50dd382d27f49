"""The restore tests of a stage: of backups where the data are, and of their copies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from tocsin.plan.backups.arrivals import oldest, until_backed_up, until_copied
from tocsin.plan.backups.protected import Protected
from tocsin.plan.backups.restore_metadata import restore_metadata
from tocsin.plan.backups.restore_test_checks import can_be_restored
from tocsin.plan.backups.restored_stores import restored_stores
from tocsin.plan.backups.vaults import check_stored, vault_name
from tocsin.plan.specs import (
    RestoredStoreSpec,
    RestoreLimitsSpec,
    RestoreSelectionSpec,
    RestoreTestSpec,
    RestoreTestsSpec,
    qualified,
    shortened,
)
from tocsin.plan.stage_context import StageContext
from tocsin.restoration import LONGEST_INPUT, input_template
from tocsin.viewpoint import BackupSchedule, RestoreTest, slug

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_LONGEST_NAME = 50
_MOST_ARNS = 30
_LONGEST_LOOKED_AFTER = timedelta(days=395)
"""The function that tells when something was validated looks back 400 days, and no further."""
_MOST_DAYS = 365
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingSelectionForCreate.html
and …/API_TestRestoreRecoveryPointSelection.html"""


def restore_tests(
    context: StageContext, protected: Sequence[Protected], stores: Sequence[RestoredStoreSpec]
) -> RestoreTestsSpec | None:
    """Return the tests of the backups in the Region of *context*; None where there are none.

    Args:
        context: The stage in that Region.
        protected: What is protected there.
        stores: What that must be like once it is restored.
    """
    return _Vaults(context=context, of_copies=False).tests(protected, stores)


def copied_restore_tests(
    context: StageContext, protected: Sequence[Protected]
) -> RestoreTestsSpec | None:
    """Return the tests of the copies in the recovery Region, whichever Region they are from.

    A restore test takes recovery points of its own Region, so that one where the data are says
    nothing of the copies.
    """
    region = context.stage.copied_to
    if region is None:
        return None
    there = context.at(region)
    stores = restored_stores(there, protected, of_copies=True)
    return _Vaults(context=there, of_copies=True).tests(protected, stores)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vaults:
    """The vaults of a Region that recovery points are taken from.

    Attributes:
        context: The stage in that Region.
        of_copies: Whether copies are in them.
    """

    context: StageContext
    of_copies: bool

    def tests(
        self, protected: Sequence[Protected], stores: Sequence[RestoredStoreSpec]
    ) -> RestoreTestsSpec | None:
        """Return the tests of what is in them."""
        made: list[RestoreTestSpec] = []
        expected = {each.expectation.arn: each for each in stores}
        for name, test in self.context.viewpoint.data_protection.restore_tests.items():
            if test.where == ("data" if self.of_copies else "recovery"):
                continue
            restored = [
                each
                for each in protected
                if each.item in test.protected
                and can_be_restored(each, of_copies=self.of_copies)
                and each.arn in expected
            ]
            if restored:
                stores = [expected[each.arn] for each in restored]
                made.append(self._test(name, test, restored, _told_apart(name, stores, made)))
        if not made:
            return None
        return RestoreTestsSpec(
            system=self.context.viewpoint.system,
            stage=self.context.stage_name,
            region=self.context.region,
            of_copies=self.of_copies,
            tests=tuple(made),
        )

    def _test(
        self,
        name: str,
        test: RestoreTest,
        restored: Sequence[Protected],
        stores: Sequence[RestoredStoreSpec],
    ) -> RestoreTestSpec:
        if self.of_copies:
            check_stored(self.context, restored, self.context.region)
        made = RestoreTestSpec(
            id=slug(name),
            name=self._name(name),
            schedule=test.schedule,
            time_zone=test.time_zone,
            start_window_hours=test.start_window // _HOUR,
            within=test.within,
            vaults=tuple(sorted({self._vault(each) for one in restored for each in self._of(one)})),
            point_types=self._point_types(restored),
            selection_window_days=self._days(name, test, restored),
            selections=tuple(self._selections(name, test, restored)),
            stores=tuple(stores),
            limits=tuple(
                self._limits(test, each, store, self._known_age(each, restored))
                for each, store in zip(restored, stores, strict=True)
            ),
            validated_within=test.longest_interval
            + test.start_window
            + test.within
            + test.validation_window,
        )
        self._check_input(name, made)
        self._check_interval(name, made)
        return made

    def _limits(
        self,
        test: RestoreTest,
        each: Protected,
        store: RestoredStoreSpec,
        age: timedelta | None,
    ) -> RestoreLimitsSpec:
        """Return what the alarms hold a restore against.

        The time to recover that is claimed rests on the time that is declared of a restore. A
        point in time has no age: its recovery point is as old as the continuous backup.
        """
        declared = each.store.restore
        return RestoreLimitsSpec(
            store=store.expectation.name,
            restore=min(test.within, declared.takes) if declared is not None else test.within,
            point_age=age + test.start_window if age is not None else None,
        )

    def _name(self, test: str) -> str:
        parts = ("recovery", test) if self.of_copies else (test,)
        name = qualified(self.context.viewpoint.system, self.context.stage_name, *parts)
        # It has no hyphens, of which what is too long would get one.
        return shortened(name, _LONGEST_NAME).replace("-", "_")

    def _of(self, each: Protected) -> tuple[BackupSchedule, ...]:
        return each.copied if self.of_copies else tuple(own for _, own in each.schedules)

    def _vault(self, schedule: BackupSchedule) -> str:
        return vault_name(self.context, schedule.vault, of_copies=self.of_copies)

    def _point_types(self, restored: Sequence[Protected]) -> tuple[str, ...]:
        """Return which recovery points are taken: a copy is a snapshot always.

        How old a point in time is, its continuous backup does not say, so that it is taken only of
        what has no snapshots.
        """
        if self.of_copies or all(each.periodic for each in restored):
            return ("SNAPSHOT",)
        return ("CONTINUOUS", "SNAPSHOT")

    def oldest_point(self, each: Protected) -> timedelta:
        """Return how old the newest recovery point may be if nothing is missing."""
        if self.of_copies:
            return oldest(each.copied, until_copied)
        return oldest(each.periodic or self._of(each), until_backed_up)

    def _known_age(self, each: Protected, restored: Sequence[Protected]) -> timedelta | None:
        """Return how old what is restored may be; None where its date may tell nothing.

        Types of recovery points are chosen for a whole test: where something beside it has no
        snapshots, what has both may be restored from its continuous backup.
        """
        if self.of_copies:
            dated = [copied for copied in each.copied if copied not in each.continuous]
            return oldest(dated, until_copied) if dated else None
        may_be_continuous = each.continuous and "CONTINUOUS" in self._point_types(restored)
        return self.oldest_point(each) if each.periodic and not may_be_continuous else None

    def _days(self, name: str, test: RestoreTest, restored: Sequence[Protected]) -> int:
        """Return how far back a test looks: with less it would restore nothing, and not fail."""
        rarest = max(restored, key=self.oldest_point)
        days = (self.oldest_point(rarest) + test.start_window) // _DAY + 1
        if days > _MOST_DAYS:
            self.context.report(
                "restored-too-old",
                ("data_protection", "restore_tests", name, "protected"),
                f"the newest recovery point of {rarest.item} may be {days} days old, and a restore "
                f"test looks back {_MOST_DAYS} days at most",
                "leave it out, or back it up more often",
            )
        return days

    def _selections(
        self, name: str, test: RestoreTest, restored: Sequence[Protected]
    ) -> Iterator[RestoreSelectionSpec]:
        for type_ in dict.fromkeys(each.type or "" for each in restored):
            arns = sorted({each.arn for each in restored if each.type == type_})
            metadata = restore_metadata(self.context, name, test, type_)
            for number, start in enumerate(range(0, len(arns), _MOST_ARNS), 1):
                identity = type_.lower() if number == 1 else f"{type_.lower()}_{number}"
                yield RestoreSelectionSpec(
                    id=identity,
                    name=identity,
                    type=type_,
                    arns=tuple(arns[start : start + _MOST_ARNS]),
                    metadata=metadata,
                    validation_hours=test.validation_window // _HOUR,
                )

    def _check_interval(self, name: str, made: RestoreTestSpec) -> None:
        """Report a test that could be missing without an alarm: its age is known up to a point."""
        if made.validated_within > _LONGEST_LOOKED_AFTER:
            self.context.report(
                "restored-too-seldom",
                ("data_protection", "restore_tests", name, "schedule"),
                f"from one validation to the next it may take {made.validated_within.days} days, "
                f"and that one is missing is known up to {_LONGEST_LOOKED_AFTER.days} days",
                "test it at least once a year",
            )

    def _check_input(self, name: str, made: RestoreTestSpec) -> None:
        """Report a test whose rule could not tell the function what is expected."""
        system, stage = self.context.viewpoint.system, self.context.stage_name
        length = len(input_template(system, stage, [each.expectation for each in made.stores]))
        if length > LONGEST_INPUT:
            self.context.report(
                "restored-too-much",
                ("data_protection", "restore_tests", name, "protected"),
                f"what its {len(made.stores)} data stores must be like takes {length} characters, "
                f"and a rule of EventBridge sends {LONGEST_INPUT}",
                "split it into two tests",
            )


def _told_apart(
    test: str, stores: Sequence[RestoredStoreSpec], before: Sequence[RestoreTestSpec]
) -> list[RestoredStoreSpec]:
    """Return *stores* by other names where tests before restore them, too.

    What is measured has the name: a test that runs must not hide that another one does not.
    """
    known = {each.expectation.name for one in before for each in one.stores}
    return [
        each
        if each.expectation.name not in known
        else replace(
            each, expectation=replace(each.expectation, name=f"{each.expectation.name} by {test}")
        )
        for each in stores
    ]
