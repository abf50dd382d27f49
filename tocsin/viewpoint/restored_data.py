"""What restored data must be like, as a restore test looks at it."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema, model_validator

from tocsin.diagnostics import InvalidValueError, quoted
from tocsin.restoration import for_client
from tocsin.viewpoint.aws_names import check_arn
from tocsin.viewpoint.part import Flag, Identifier, Number, Part, Text, Whole

_KEY_TYPES = ("S", "N", "B")
_LONGEST_KEY = 2
"""A partition key and perhaps a sort key."""


_TEXTS = {"type": "array", "items": {"type": "string"}, "minItems": 1}
_VALUES: dict[str, dict[str, Any]] = {
    "S": {"type": "string"},
    "N": {"type": "string"},
    "B": {"type": "string"},
    "BOOL": {"type": "boolean"},
    "NULL": {"const": True},
    "SS": _TEXTS,
    "NS": _TEXTS,
    "BS": _TEXTS,
    "L": {"type": "array"},
    "M": {"type": "object"},
}


def _schema(values: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": values,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _attribute_value(value: dict[str, Any]) -> dict[str, Any]:
    try:
        for_client(value)
    except ValueError as error:
        what = f"{quoted(value)} is not a value of DynamoDB"
        fix = 'write its type and the value, as {S: canary}, {N: "1"} or {BOOL: true}'
        raise InvalidValueError(what, fix) from error
    return value


def _key_value(value: dict[str, Any]) -> dict[str, Any]:
    if not set(value) <= set(_KEY_TYPES):
        what = f"{quoted(value)} cannot be a key"
        raise InvalidValueError(what, f"a key is of the type {', '.join(_KEY_TYPES)}")
    return value


def _secret(value: str) -> str:
    return value if value.startswith("ssm:") else check_arn(value)


AttributeValue = Annotated[
    dict[str, Any],
    Field(min_length=1, max_length=1),
    AfterValidator(_attribute_value),
    WithJsonSchema(_schema(_VALUES)),
]
"""A value as DynamoDB writes it: its type, and what it is."""

KeyValue = Annotated[
    AttributeValue,
    AfterValidator(_key_value),
    WithJsonSchema(_schema({kind: _VALUES[kind] for kind in _KEY_TYPES})),
]
AttributeName = Annotated[str, StringConstraints(min_length=1, max_length=255)]


class Canary(Part):
    """An item that is always in a table, so that each backup has to have it."""

    key: Annotated[
        dict[AttributeName, KeyValue],
        Field(description="Its key, as {id: {S: canary}}.", min_length=1, max_length=_LONGEST_KEY),
    ]
    attributes: Annotated[
        dict[AttributeName, AttributeValue],
        Field(description="What else it has to have, with exactly these values."),
    ] = {}


class RestoredObject(Part):
    """An object that is always in a bucket, so that each backup has to have it."""

    key: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1_024),
        Field(description="Its key in the bucket."),
    ]
    bytes: Annotated[Whole | None, Field(description="Its size.", ge=0)] = None
    sha256: Annotated[
        str | None,
        StringConstraints(pattern=r"^[0-9A-Fa-f]{64}$"),
        Field(description="The digest of its content; of objects of up to 16 MiB."),
    ] = None


class RestoredQuery(Part):
    """A query that has to give at least one row."""

    sql: Annotated[
        Text, Field(description="The statement that is asked; its first row is looked at.")
    ]
    at_least: Annotated[
        Number | None, Field(description="The least that its first column may be.")
    ] = None
    equals: Annotated[
        Text | None, Field(description="What its first column has to be, as text.")
    ] = None


class QueryAccess(Part):
    """How queries are asked by the Data API."""

    secret: Annotated[
        Identifier,
        AfterValidator(_secret),
        Field(description="The ARN of a secret with a user that may only read, and the password."),
    ]
    database: Annotated[
        str,
        StringConstraints(min_length=1, max_length=64),
        Field(description="Which of its databases is asked."),
    ]


class RestoredData(Part):
    """What a restore test looks at, beside what its type always has.

    What is not said is compared with the data store as it is when the test runs.
    """

    minimum_items: Annotated[
        Whole, Field(description="Items of a table or objects of a bucket, at least.", ge=0)
    ] = 1
    share_of_source: Annotated[
        Number | None,
        Field(description="And at least this share of what the table has now, as 0.9.", gt=0, le=1),
    ] = None
    key_schema: Annotated[
        dict[AttributeName, Annotated[str, StringConstraints(pattern=r"^(HASH|RANGE) [SNB]$")]]
        | None,
        Field(description="Of a table, as {id: HASH S}.", min_length=1, max_length=_LONGEST_KEY),
    ] = None
    canary: Canary | None = None
    objects: tuple[RestoredObject, ...] = ()
    engine: Annotated[str | None, Field(description="Of a database, as aurora-mysql.")] = None
    engine_version: Annotated[
        str | None,
        StringConstraints(pattern=r"^[0-9][0-9A-Za-z._]*$"),
        Field(description="Of a database: what its version begins with, as '16'."),
    ] = None
    encrypted: Annotated[
        Flag | None, Field(description="Whether a database, volume or file system must be.")
    ] = None
    minimum_bytes: Annotated[Whole | None, Field(description="Of a volume.", ge=1)] = None
    queries: Annotated[
        tuple[RestoredQuery, ...],
        Field(
            description="Of an Aurora cluster, where something of yours adds a DB instance to what "
            "is restored and switches the Data API on: AWS Backup does neither, and then they fail."
        ),
    ] = ()
    access: QueryAccess | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if bool(self.queries) != (self.access is not None):
            what = "queries and access need each other"
            raise InvalidValueError(what, "give both or none")
        if self.canary and self.key_schema and set(self.canary.key) != set(self.key_schema):
            what = (
                f"the canary's key is {', '.join(self.canary.key)}, and that of the table "
                f"{', '.join(self.key_schema)}"
            )
            raise InvalidValueError(what, "name the same attributes in both")
        return self
