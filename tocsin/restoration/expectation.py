"""What a restored data store must be like: said by a viewpoint, read by the function that looks."""

from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CanaryItem:
    """An item of a table that each backup of it has to have.

    Attributes:
        key: Its key, as DynamoDB writes values: `{"id": {"S": "canary"}}`.
        attributes: What else it has to have, each with exactly this value; it may have more.
    """

    key: Mapping[str, Any]
    attributes: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedObject:
    """An object of a bucket that each backup of it has to have.

    Attributes:
        key: Its key.
        bytes: Its size; None if any will do.
        sha256: The digest of its content, in hexadecimal digits; None if any will do. Only an
            object of up to `LARGEST_DIGESTED` bytes is read for it.
    """

    key: str
    bytes: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query whose answer says that the data is there.

    Attributes:
        sql: It has to give at least one row.
        at_least: The least that the first column of the first row may be; None if anything will do.
        equals: What that column has to be, as text; None if anything will do.
    """

    sql: str
    at_least: float | None = None
    equals: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryAccess:
    """How queries reach a cluster by the Data API.

    Attributes:
        secret: The Amazon Resource Name of the secret with a user and the password.
        database: The name of the database.
    """

    secret: str
    database: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a restored data store must be like.

    Whatever is None is compared with the store that was backed up, as it is now. What can neither
    be compared with it nor is said here fails, as does what is said and cannot be looked at.

    Attributes:
        name: What the viewpoint calls the store: the dimension `Resource` of its metrics.
        arn: The Amazon Resource Name of the store that was backed up, as restore jobs say it.
        minimum_items: How many items of a table, or objects of a bucket, there are at least.
        share_of_source: And at least this share, from 0 to 1, of what the table that was backed up
            has now, by DynamoDB's own count of up to six hours ago; None counts for nothing.
        key_schema: Of a table: by attribute its role and its type, `{"id": "HASH S"}`.
        canary: An item that has to be in a table.
        objects: Objects that have to be in a bucket.
        engine: Of a database.
        engine_version: Of a database: what its version begins with, part for part. Without it the
            major version is compared.
        encrypted: Whether a database, volume or file system must be; one that is may always.
        minimum_bytes: Of a volume. Without it the size is compared with that of what was backed up.
        queries: Of a cluster.
        access: What queries need.
    """

    name: str
    arn: str
    minimum_items: int = 1
    share_of_source: float | None = None
    key_schema: Mapping[str, str] | None = None
    canary: CanaryItem | None = None
    objects: tuple[ExpectedObject, ...] = ()
    engine: str | None = None
    engine_version: str | None = None
    encrypted: bool | None = None
    minimum_bytes: int | None = None
    queries: tuple[Query, ...] = ()
    access: QueryAccess | None = None

    def document(self) -> dict[str, Any]:
        """Return it as JSON has it, without what is at its default."""
        return _without_defaults(self, asdict(self))

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Expectation":
        """Read what `document` writes.

        Raises:
            ValueError: It is something else; a key that is not known would check nothing.
        """
        try:
            given = dict(document)
            for name, part in (("canary", CanaryItem), ("access", QueryAccess)):
                if given.get(name) is not None:
                    given[name] = part(**given[name])
            for name, each in (("objects", ExpectedObject), ("queries", Query)):
                if name in given:
                    given[name] = tuple(each(**one) for one in given[name])
            return cls(**given)
        except (AttributeError, TypeError, ValueError) as error:
            # Its text may have values of the document in it.
            message = f"not an expectation: {type(error).__name__}"
            raise ValueError(message) from error


def _without_defaults(expectation: Expectation, document: dict[str, Any]) -> dict[str, Any]:
    return {
        each.name: _plain(document[each.name])
        for each in fields(expectation)
        if each.default is MISSING or getattr(expectation, each.name) != each.default
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Leave out what parts say nothing of."""
    if isinstance(value, tuple):
        return [{key: one for key, one in each.items() if one is not None} for each in value]
    return value
