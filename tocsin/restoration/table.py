"""Whether a restored table of DynamoDB is as it must be."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tocsin.restoration.attribute_value import for_client, is_same
from tocsin.restoration.comparison import at_least, in_state, same
from tocsin.restoration.expectation import CanaryItem, Expectation
from tocsin.restoration.finding import Finding, failed, passed, unchecked

TABLE_READY = frozenset({"ACTIVE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFacts:
    """A table, as DescribeTable has it.

    Attributes:
        state: Its status.
        key_schema: By attribute its role and its type, as `HASH S`.
        items: How many items it has, by a count of up to six hours ago.
    """

    state: str
    key_schema: Mapping[str, str]
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContents:
    """What is in a table.

    Attributes:
        counted: How many items were counted; counting ends at what is needed.
        canary: The item under the canary's key; None if there is none, or none is expected.
    """

    counted: int
    canary: Mapping[str, Any] | None


def read_table(answer: Mapping[str, Any]) -> TableFacts:
    """Read what DescribeTable answers.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
    """
    table = answer["Table"]
    types = {each["AttributeName"]: each["AttributeType"] for each in table["AttributeDefinitions"]}
    return TableFacts(
        state=table["TableStatus"],
        key_schema={
            each["AttributeName"]: f"{each['KeyType']} {types[each['AttributeName']]}"
            for each in table["KeySchema"]
        },
        items=table.get("ItemCount", 0),
    )


def items_needed(expectation: Expectation, source: TableFacts | None) -> int:
    """Return how many items a restored table must have; 0 if any number will do."""
    share = expectation.share_of_source
    # A float of 0.55 is a little more than it says, and would want one item of a hundred more.
    of_source = math.ceil(Fraction(str(share)) * source.items) if share and source else 0
    return max(expectation.minimum_items, of_source)


def judge_table(
    restored: TableFacts, source: TableFacts | None, expectation: Expectation
) -> Iterator[Finding]:
    """Yield what is found of a restored table, before anybody looks into it.

    Args:
        restored: The table.
        source: The table that was backed up, as it is now; None if it cannot be described.
        expectation: What the restored one must be like.
    """
    yield in_state(restored.state, TABLE_READY)
    yield same(
        "key schema",
        "key_schema",
        restored.key_schema,
        said=expectation.key_schema,
        source=source.key_schema if source else None,
    )


def judge_contents(
    contents: TableContents, source: TableFacts | None, expectation: Expectation
) -> Iterator[Finding]:
    """Yield what is found in a restored table.

    Args:
        contents: What is in it.
        source: The table that was backed up, as it is now; None if it cannot be described.
        expectation: What the restored one must be like.
    """
    needed = items_needed(expectation, source)
    if expectation.share_of_source and source is None:
        yield failed("share_of_source: the table that was backed up could not be described")
    elif needed:
        yield at_least("items", contents.counted, needed)
    else:
        yield unchecked("the number of items")
    if expectation.canary is None:
        yield unchecked("the content of items, for want of a canary")
    else:
        yield _canary(expectation.canary, contents.canary)


def _canary(expected: CanaryItem, found: Mapping[str, Any] | None) -> Finding:
    if found is None:
        return failed("the canary item is missing")
    wrong = sorted(
        name
        for name, value in expected.attributes.items()
        if name not in found or not is_same(for_client(value), found[name])
    )
    if wrong:
        return failed(f"the canary item has another value, or none, of {', '.join(wrong)}")
    return passed("the canary item is there")
