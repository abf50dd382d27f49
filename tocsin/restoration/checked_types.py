"""Which types of data stores can be looked at once they are restored, and what of each."""

from collections.abc import Iterator, Mapping

from tocsin.restoration.expectation import Expectation
from tocsin.restoration.finding import Finding, failed

_DATABASE = frozenset({"engine", "engine_version", "encrypted"})
_QUERIED = _DATABASE | {"queries", "access"}

CHECKED_TYPES: Mapping[str, frozenset[str]] = {
    "Aurora": _QUERIED,
    "DocumentDB": _DATABASE,
    "DynamoDB": frozenset({"minimum_items", "share_of_source", "key_schema", "canary"}),
    "EBS": frozenset({"encrypted", "minimum_bytes"}),
    "EFS": frozenset({"encrypted"}),
    "Neptune": _DATABASE,
    "RDS": _DATABASE,
    "S3": frozenset({"minimum_items", "objects"}),
}
"""By what AWS Backup calls a type, what an expectation can say of it."""


def misplaced_keys(store_type: str, expectation: Expectation) -> Iterator[str]:
    """Yield the keys of an expectation that nobody can look at of a type."""
    fitting = CHECKED_TYPES[store_type] | {"name", "arn"}
    yield from (key for key in expectation.document() if key not in fitting)


def misplaced(store_type: str, expectation: Expectation) -> Iterator[Finding]:
    """Yield what an expectation says that nobody can look at: it must not pass in silence."""
    for key in misplaced_keys(store_type, expectation):
        yield failed(f"{key} cannot be looked at of {store_type}")
