"""Whether a restored database is as it must be: of RDS, Aurora, DocumentDB or Neptune."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.restoration.comparison import encrypted, in_state, nothing_to_compare, same
from tocsin.restoration.expectation import Expectation, Query
from tocsin.restoration.finding import Finding, failed, passed, unchecked

DATABASE_READY = frozenset(
    {
        "available",
        "backing-up",
        "configuring-enhanced-monitoring",
        "configuring-iam-database-auth",
        "configuring-log-exports",
        "storage-optimization",
    }
)
"""https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFacts:
    """A DB instance or a DB cluster.

    Attributes:
        state: Its status.
        engine: As `aurora-postgresql`.
        engine_version: As `16.4`.
        is_encrypted: Whether its storage is.
        instances: How many instances a cluster has; None for what is an instance itself.
        has_data_api: Whether the Data API is on.
    """

    state: str
    engine: str
    engine_version: str
    is_encrypted: bool
    instances: int | None = None
    has_data_api: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryAnswer:
    """What a query gave.

    Attributes:
        rows: How many rows.
        first: The first column of the first row, as text; None if there is none, or it is null.
        error: What the Data API refused it with; None if it did not.
    """

    rows: int = 0
    first: str | None = None
    error: str | None = None


def read_instance(answer: Mapping[str, Any]) -> DatabaseFacts:
    """Read what DescribeDBInstances answers.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html
    """
    (found,) = answer["DBInstances"]
    return DatabaseFacts(
        state=found["DBInstanceStatus"],
        engine=found["Engine"],
        engine_version=found["EngineVersion"],
        is_encrypted=found.get("StorageEncrypted", False),
    )


def read_cluster(answer: Mapping[str, Any]) -> DatabaseFacts:
    """Read what DescribeDBClusters answers.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBCluster.html
    """
    (found,) = answer["DBClusters"]
    return DatabaseFacts(
        state=found["Status"],
        engine=found["Engine"],
        engine_version=found["EngineVersion"],
        is_encrypted=found.get("StorageEncrypted", False),
        instances=len(found.get("DBClusterMembers", ())),
        has_data_api=found.get("HttpEndpointEnabled", False),
    )


def no_queries_because(facts: DatabaseFacts, expectation: Expectation) -> str | None:
    """Return why nothing can be asked of a database; None if it can.

    Restoring makes a cluster of Aurora without any instance, so that nobody can read its data:
    https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-aur.html.
    """
    if facts.instances is None or not facts.engine.startswith("aurora"):
        return "the Data API reaches clusters of Aurora only"
    if not facts.instances:
        return "a restored cluster has no DB instance"
    if not facts.has_data_api:
        return "the Data API of the restored cluster is off"
    if expectation.access is None:
        return "access is not said"
    return None


def judge_database(
    restored: DatabaseFacts,
    answers: Sequence[QueryAnswer],
    source: DatabaseFacts | None,
    expectation: Expectation,
) -> Iterator[Finding]:
    """Yield what is found of a restored database.

    Args:
        restored: The database.
        answers: One for each query of the expectation, or none if nothing could be asked.
        source: The database that was backed up, as it is now; None if it cannot be described.
        expectation: What the restored one must be like.
    """
    yield in_state(restored.state, DATABASE_READY)
    yield same(
        "engine",
        "engine",
        restored.engine,
        said=expectation.engine,
        source=source.engine if source else None,
    )
    yield _version(restored, source, expectation)
    yield encrypted(
        restored.is_encrypted,
        said=expectation.encrypted,
        source=source.is_encrypted if source else None,
    )
    yield from _data(restored, answers, expectation)


def _version(
    restored: DatabaseFacts, source: DatabaseFacts | None, expectation: Expectation
) -> Finding:
    """A backup of before an upgrade is good; one of another major version is something else."""
    what, key = "engine version", "engine_version"
    found, said = restored.engine_version, expectation.engine_version
    if said is not None:
        wanted, is_right = said, f"{found}.".startswith(f"{said.rstrip('.')}.")
    elif source is not None:
        wanted = _major(source)
        is_right = _major(restored) == wanted
    else:
        return nothing_to_compare(what, key)
    return (
        passed(f"the {what} is {found}")
        if is_right
        else failed(f"the {what} is {found}, not {wanted}")
    )


def _major(facts: DatabaseFacts) -> str:
    """Return the part of a version that only a major upgrade changes: 16 of 16.4, 8.0 of 8.0.36."""
    parts = 1 if "postgres" in facts.engine else 2
    return ".".join(facts.engine_version.split(".")[:parts])


def _data(
    restored: DatabaseFacts, answers: Sequence[QueryAnswer], expectation: Expectation
) -> Iterator[Finding]:
    why = no_queries_because(restored, expectation)
    if not expectation.queries:
        yield unchecked(f"its data: {why or 'no query is said'}")
    elif why:
        yield failed(f"its queries cannot be asked: {why}")
    else:
        for number, query in enumerate(expectation.queries):
            # A query without an answer has not passed.
            answer = answers[number] if number < len(answers) else QueryAnswer(error="no answer")
            yield _answered(number + 1, query, answer)


def _answered(number: int, query: Query, answer: QueryAnswer) -> Finding:
    what = f"query {number}"
    if answer.error is not None:
        return failed(f"{what} failed: {answer.error}")
    if not answer.rows:
        return failed(f"{what} gives no row")
    if query.equals is not None and answer.first != query.equals:
        return failed(f"{what} gives something else")
    if query.at_least is not None and not _reaches(answer.first, query.at_least):
        return failed(f"{what} gives less than {query.at_least:g}, or no number")
    return passed(f"{what} gives what it must")


def _reaches(first: str | None, wanted: float) -> bool:
    try:
        return first is not None and float(first) >= wanted
    except ValueError:
        return False
