"""Who looks at restored data stores, at what, and what is measured of it, as alarms read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.plan.specs.alarm import MetricSpec
from tocsin.plan.specs.names import qualified, shortened
from tocsin.restoration import (
    NAMESPACE,
    RESTORE_TIME,
    RESTORE_VALIDATED,
    RESTORED_POINT_AGE,
    Expectation,
    dimensions,
    input_template,
)

_WORST = {RESTORE_VALIDATED: "Minimum", RESTORE_TIME: "Maximum", RESTORED_POINT_AGE: "Maximum"}
_UNIT = {RESTORE_VALIDATED: "None", RESTORE_TIME: "Seconds", RESTORED_POINT_AGE: "Seconds"}


_LONGEST_NAME = 64
"""https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoredStoreSpec:
    """A data store whose backups are restored to be looked at.

    Attributes:
        item: Its name in the viewpoint.
        type: What AWS Backup calls its type.
        expectation: What it must be like; texts may have stored values in them.
    """

    item: str
    type: str
    expectation: Expectation


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidatedTestSpec:
    """A restore test, as the function that validates it is told of it.

    Attributes:
        id: Stable id, from the test's name.
        stores: What is restored; never empty.
    """

    id: str
    stores: tuple[RestoredStoreSpec, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreValidatorSpec:
    """The function that validates the restore tests of one Region.

    Attributes:
        system: The system's name.
        stage: The stage's name.
        tests: The tests; never empty.
        keys: Amazon Resource Names of the keys that encrypt what is restored and looked into.
    """

    system: str
    stage: str
    tests: tuple[ValidatedTestSpec, ...]
    keys: tuple[str, ...] = ()

    @property
    def function(self) -> str:
        """The function's name, by which an alarm knows it."""
        return shortened(qualified(self.system, self.stage, "restore-validator"), _LONGEST_NAME)

    def sent(self, test: ValidatedTestSpec) -> str:
        """Return the input template of a test's rule."""
        return input_template(self.system, self.stage, [store.expectation for store in test.stores])

    @property
    def sources(self) -> Mapping[str, Sequence[str]]:
        """The Amazon Resource Names of what was backed up, by what AWS Backup calls their type."""
        found: dict[str, dict[str, None]] = {}
        for test in self.tests:
            for store in test.stores:
                found.setdefault(store.type, {})[store.expectation.arn] = None
        return {store_type: tuple(arns) for store_type, arns in found.items()}

    @property
    def secrets(self) -> tuple[str, ...]:
        """The Amazon Resource Names of the secrets with which queries are asked, each once."""
        access = (store.expectation.access for test in self.tests for store in test.stores)
        return tuple(dict.fromkeys(each.secret for each in access if each))


def restore_metric(name: str, *, system: str, stage: str, resource: str | None) -> MetricSpec:
    """Return a metric of restore tests, by its worst value.

    It is published in the Region whose vault was tested.

    Args:
        name: RESTORE_VALIDATED, RESTORE_TIME or RESTORED_POINT_AGE.
        system: The system's name.
        stage: The stage's name.
        resource: The name of the data store's expectation; None, of RESTORE_VALIDATED alone, for
            all of the stage, those among them that the viewpoint does not know.
    """
    return MetricSpec(
        id="value",
        namespace=NAMESPACE,
        name=name,
        dimensions=dimensions(system, stage, resource),
        statistic=_WORST[name],
        unit=_UNIT[name],
    )
