"""Looks at a restored table of DynamoDB."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from functions.restore_validation.resource import Resource
from functions.restore_validation.task import Task
from tocsin.restoration import (
    TABLE_READY,
    CanaryItem,
    Finding,
    TableContents,
    TableFacts,
    for_client,
    items_needed,
    judge_contents,
    judge_table,
    read_table,
)


def inspect_table(task: Task) -> Iterator[Finding]:
    """Yield what is found of a table."""
    look = partial(_look, task)
    source = task.source_facts(look)
    restored = task.restored_facts(look, TABLE_READY)
    yield from judge_table(restored, source, task.expectation)
    client, name = task.client("dynamodb", task.restored.region), task.restored.id
    canary = task.expectation.canary
    # DynamoDB's own count comes hours later.
    pages = client.get_paginator("scan").paginate(TableName=name, Select="COUNT")
    contents = TableContents(
        counted=task.counted(pages, "Count", items_needed(task.expectation, source)),
        canary=_item(client, name, canary) if canary else None,
    )
    yield from judge_contents(contents, source, task.expectation)


def _look(task: Task, table: Resource) -> TableFacts:
    return read_table(task.client("dynamodb", table.region).describe_table(TableName=table.id))


def _item(client: Any, table: str, canary: CanaryItem) -> Mapping[str, Any] | None:
    key = {name: for_client(value) for name, value in canary.key.items()}
    found = client.get_item(TableName=table, Key=key, ConsistentRead=True)
    item: dict[str, Any] | None = found.get("Item")
    return item
