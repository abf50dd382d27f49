"""What is looked at when a restore test failed, and how it is repeated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tocsin.diagnostics import format_duration
from tocsin.plan import Plan, RestoreSelectionSpec, RestoreTestSpec, RestoreTestsSpec
from tocsin.runbooks.recovery.from_vault import restored_from
from tocsin.runbooks.recovery.protected_data import ProtectedData, in_region
from tocsin.runbooks.recovery.step import Step
from tocsin.runbooks.shell import word


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """Data that a test restores in a Region.

    Attributes:
        data: The data.
        place: The tests of that Region.
        test: The test.
        selection: What of it restores the data.
    """

    data: ProtectedData
    place: RestoreTestsSpec
    test: RestoreTestSpec
    selection: RestoreSelectionSpec

    @property
    def said(self) -> str:
        """Which test it is, what it restores, and how long it may take."""
        source = "copies" if self.place.of_copies else "backups"
        return (
            f"The test {self.test.id} restores its {source} in {self.place.region}, within "
            f"{format_duration(self.test.within)}; its plan is {self.test.name}."
        )

    @property
    def vaults(self) -> tuple[str, ...]:
        """The vaults that the test takes recovery points of the data from."""
        filled = {
            copy.vault if self.place.of_copies else rule.vault
            for rule in self.data.rules
            for copy in (rule.copies if self.place.of_copies else (rule,))
        }
        return tuple(vault for vault in self.test.vaults if vault in filled)


def tested_data(plan: Plan, found: Iterable[ProtectedData]) -> Iterator[Tested]:
    """Yield what the tests of a stage restore, by data and in the order of the Regions."""
    places = plan.backup.restore_tests if plan.backup is not None else ()
    for data in found:
        for place in places:
            for test in place.tests:
                for selection in test.selections:
                    if data.written_arn in selection.arns:
                        yield Tested(data=data, place=place, test=test, selection=selection)


def restored_again(tested: Tested) -> Iterator[Step]:
    """Yield the steps for data that a test restores."""
    data, region = tested.data, tested.place.region
    yield Step(
        "Which restores of it were there, and what was found in what they restored?",
        (
            in_region(
                "aws backup list-restore-jobs-by-protected-resource "
                f"--resource-arn {data.arn} "
                "--query 'RestoreJobs[].[CreationDate,Status,ValidationStatus,RestoreJobId,"
                "CreatedBy.RestoreTestingPlanArn]' --output table",
                region,
            ),
        ),
    )
    yield Step(
        "What is wrong? `Status` is that of the restore, `ValidationStatus` that of the data.",
        (
            in_region(
                "aws backup describe-restore-job --restore-job-id RESTORE_JOB "
                "--query '[Status,StatusMessage,ValidationStatus,ValidationStatusMessage,"
                "RecoveryPointArn,CreatedResourceArn,DeletionStatus,DeletionStatusMessage]'",
                region,
            ),
        ),
    )
    yield Step(
        "Does the test still restore it, and from where?",
        (
            in_region(
                "aws backup get-restore-testing-selection "
                f"--restore-testing-plan-name {word(tested.test.name)} "
                f"--restore-testing-selection-name {word(tested.selection.name)} "
                "--query 'RestoreTestingSelection.[IamRoleArn,ProtectedResourceArns,"
                "RestoreMetadataOverrides]'",
                region,
            ),
        ),
    )
    for vault in tested.vaults:
        yield from restored_from(
            data, vault, region, "the one that the test restored", tested.selection.metadata
        )
    yield Step(
        "Look at it as the validator does, then delete it. A result of a test cannot be changed: "
        "the next test brings another one.",
    )
