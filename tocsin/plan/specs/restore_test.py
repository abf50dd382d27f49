"""What AWS Backup restores on a schedule, from which vaults, and who looks at it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from tocsin.plan.specs.restore_validation import (
    RestoredStoreSpec,
    RestoreValidatorSpec,
    ValidatedTestSpec,
)
from tocsin.plan.specs.stored_value import StoredValue, stored_pieces

_KEY_OF: Mapping[str, str] = {"DynamoDB": "kmsmasterkeyarn", "S3": "kmskey"}
"""By type, what the metadata call the key that encrypts what is restored."""


def _is_key_arn(text: str) -> bool:
    """Return whether a text is the Amazon Resource Name of a key, or read on deployment as one."""
    is_stored = isinstance(stored_pieces(text)[0], StoredValue)
    return is_stored or (text.startswith("arn:") and ":key/" in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreSelectionSpec:
    """Data stores of one type that a test restores.

    Attributes:
        id: Stable id.
        name: Its name in AWS.
        type: What AWS Backup calls the type.
        arns: Their Amazon Resource Names, which may have stored values in them; never empty.
        metadata: Pairs of key and value that AWS Backup takes in place of what it infers.
        validation_hours: How long what was restored waits for the validator.
    """

    id: str
    name: str
    type: str
    arns: tuple[str, ...]
    metadata: tuple[tuple[str, str], ...]
    validation_hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreLimitsSpec:
    """What is promised of the restores of a data store.

    Attributes:
        store: The name of its expectation.
        restore: How long a restore may take.
        point_age: How old the newest recovery point may be; None where that is not known.
    """

    store: str
    restore: timedelta
    point_age: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreTestSpec:
    """A restore test of one Region.

    Attributes:
        id: Stable id, from its name in the viewpoint.
        name: The restore testing plan's name, of letters, digits and underscores.
        schedule: cron(...) of six fields.
        time_zone: IANA name.
        start_window_hours: How long a restore may wait to start.
        within: How long a restore may take.
        vaults: Names of the vaults of the Region that recovery points are taken from.
        point_types: SNAPSHOT, CONTINUOUS or both.
        selection_window_days: How old a recovery point may be, so that there always is one.
        selections: What is restored; never empty.
        stores: What that must be like; never empty.
        limits: What is promised of each of them.
        validated_within: How long it takes from one validation to the next, at most.
    """

    id: str
    name: str
    schedule: str
    time_zone: str
    start_window_hours: int
    within: timedelta
    vaults: tuple[str, ...]
    point_types: tuple[str, ...]
    selection_window_days: int
    selections: tuple[RestoreSelectionSpec, ...]
    stores: tuple[RestoredStoreSpec, ...]
    limits: tuple[RestoreLimitsSpec, ...]
    validated_within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreTestsSpec:
    """The restore tests of one Region.

    Attributes:
        system: The system's name.
        stage: The stage's name.
        region: Where the vaults are.
        of_copies: Whether these are the vaults of copies, in the recovery Region.
        tests: The tests; never empty.
    """

    system: str
    stage: str
    region: str
    of_copies: bool
    tests: tuple[RestoreTestSpec, ...]

    @property
    def validator(self) -> RestoreValidatorSpec:
        """The function that looks at what they restore."""
        return RestoreValidatorSpec(
            system=self.system,
            stage=self.stage,
            tests=tuple(ValidatedTestSpec(id=each.id, stores=each.stores) for each in self.tests),
            keys=tuple(dict.fromkeys(self._keys)),
        )

    @property
    def _keys(self) -> Iterator[str]:
        """The keys of which reading needs leave: their tables and objects are read by content.

        A permission names a key by its Amazon Resource Name, and by no other of its names.
        """
        for test in self.tests:
            for selection in test.selections:
                for key, value in selection.metadata:
                    if key.lower() == _KEY_OF.get(selection.type) and _is_key_arn(value):
                        yield value

    @property
    def types(self) -> frozenset[str]:
        """What AWS Backup calls the types of what is restored."""
        return frozenset(each.type for test in self.tests for each in test.selections)

    @property
    def texts(self) -> Iterator[str]:
        """What may have stored values in it."""
        for test in self.tests:
            for selection in test.selections:
                yield from selection.arns
                yield from (value for _, value in selection.metadata)
        yield from self.validator.secrets
