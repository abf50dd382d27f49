"""Looks at a restored database.

The API of RDS describes clusters of DocumentDB and Neptune as well as its own:
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusters.html
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from functions.restore_validation.errors import error_text, is_throttled
from functions.restore_validation.resource import Resource
from functions.restore_validation.task import Task
from tocsin.restoration import (
    DATABASE_READY,
    DatabaseFacts,
    Finding,
    Query,
    QueryAccess,
    QueryAnswer,
    judge_database,
    no_queries_because,
    read_cluster,
    read_instance,
)


def inspect_database(task: Task) -> Iterator[Finding]:
    """Yield what is found of a DB instance or a DB cluster."""
    look = partial(_look, task)
    source = task.source_facts(look)
    restored = task.restored_facts(look, DATABASE_READY)
    answers: Sequence[QueryAnswer] = ()
    access = task.expectation.access
    if access and no_queries_because(restored, task.expectation) is None:
        client = task.client("rds-data", task.restored.region)
        ask = partial(_ask, task, client, access)
        answers = [ask(each) for each in task.expectation.queries]
    yield from judge_database(restored, answers, source, task.expectation)


def _look(task: Task, database: Resource) -> DatabaseFacts:
    client = task.client("rds", database.region)
    if database.kind == "cluster":
        return read_cluster(client.describe_db_clusters(DBClusterIdentifier=database.id))
    return read_instance(client.describe_db_instances(DBInstanceIdentifier=database.id))


def _ask(task: Task, client: Any, access: QueryAccess, query: Query) -> QueryAnswer:
    task.check_time()
    try:
        answer = client.execute_statement(
            resourceArn=task.job.created,
            secretArn=access.secret,
            database=access.database,
            sql=query.sql,
        )
    except Exception as error:
        if is_throttled(error):
            raise
        # Its text may have values of rows in it.
        return QueryAnswer(error=error_text(error))
    rows = answer.get("records", ())
    return QueryAnswer(rows=len(rows), first=_text(rows[0][0]) if rows and rows[0] else None)


def _text(field: Mapping[str, Any]) -> str | None:
    """Return the value of a field as text.

    https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_Field.html
    """
    ((kind, value),) = field.items()
    return None if kind == "isNull" else str(value)
