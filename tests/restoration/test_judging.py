"""What each judge says of what was restored, and that one wrong fact is enough to fail."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from tocsin.restoration import (
    CHECKED_TYPES,
    BucketFacts,
    CanaryItem,
    DatabaseFacts,
    Expectation,
    ExpectedObject,
    FileSystemFacts,
    Finding,
    ObjectFacts,
    Query,
    QueryAccess,
    QueryAnswer,
    TableContents,
    TableFacts,
    VolumeFacts,
    items_needed,
    judge_bucket,
    judge_contents,
    judge_database,
    judge_file_system,
    judge_table,
    judge_volume,
    misplaced,
    verdict,
)

STORE: Any = {"name": "orders", "arn": "arn:aws:x:us-east-1:111122223333:y"}
EXPECTED = Expectation(**STORE)
SECRET = "4111-1111"  # noqa: S105 - stands for what nobody may read in a reason


def said(findings: Iterable[Finding]) -> str:
    """What the verdict is, and why; the value of no item is in it."""
    found = verdict(findings)
    assert SECRET not in found.reason
    return f"{'good' if found.is_good else 'bad'}: {found.reason}"


TABLE = TableFacts(state="ACTIVE", key_schema={"id": "HASH S", "at": "RANGE N"}, items=1_000)
CANARY = CanaryItem(
    key={"id": {"S": "canary"}, "at": {"N": "1"}},
    attributes={"card": {"S": SECRET}, "tags": {"SS": ["b", "a"]}, "n": {"N": "1"}},
)
ITEM = {
    **CANARY.key,
    "card": {"S": SECRET},
    "tags": {"SS": ["a", "b"]},
    "n": {"N": "1.0"},
    "more": {"BOOL": True},
}
CONTENTS = TableContents(counted=1_000, canary=ITEM)
WITH_CANARY = replace(EXPECTED, canary=CANARY, minimum_items=10)


def judged(
    restored: TableFacts,
    contents: TableContents,
    source: TableFacts | None,
    expected: Expectation,
) -> list[Finding]:
    """All that is found of a table."""
    outside = judge_table(restored, source, expected)
    return [*outside, *judge_contents(contents, source, expected)]


def test_a_table_that_is_as_it_was_is_good() -> None:
    """Sets have no order and 1.0 is 1; an item may have more than the canary."""
    assert said(judged(TABLE, CONTENTS, TABLE, WITH_CANARY)) == (
        "good: it is ACTIVE; the key schema is right; at least 10 items; the canary item is there"
    )


def test_what_nobody_asked_for_is_named_as_not_checked() -> None:
    """A reason never lets anybody believe that more was looked at."""
    nothing = replace(EXPECTED, minimum_items=0)

    assert said(judged(TABLE, TableContents(counted=0, canary=None), TABLE, nothing)) == (
        "good: it is ACTIVE; the key schema is right. not checked: the number of items; "
        "the content of items, for want of a canary"
    )


@pytest.mark.parametrize(
    ("restored", "contents", "source", "expected", "why"),
    [
        (replace(TABLE, state="CREATING"), CONTENTS, TABLE, WITH_CANARY, "it is CREATING"),
        (TABLE, replace(CONTENTS, counted=0), TABLE, EXPECTED, "0 items, and not at least 1"),
        (
            TABLE,
            replace(CONTENTS, counted=899),
            TABLE,
            replace(EXPECTED, share_of_source=0.9),
            "899 items, and not at least 900",
        ),
        (
            TABLE,
            CONTENTS,
            None,
            replace(EXPECTED, key_schema=TABLE.key_schema, share_of_source=0.9),
            "share_of_source: the table that was backed up could not be described",
        ),
        (TABLE, CONTENTS, None, EXPECTED, "and key_schema is not said"),
        (
            replace(TABLE, key_schema={"id": "HASH N", "at": "RANGE N"}),
            CONTENTS,
            TABLE,
            EXPECTED,
            "the key schema differs",
        ),
        (
            TABLE,
            CONTENTS,
            TABLE,
            replace(EXPECTED, key_schema={"id": "HASH S"}),
            "the key schema differs",
        ),
        (TABLE, replace(CONTENTS, canary=None), TABLE, WITH_CANARY, "the canary item is missing"),
        (
            TABLE,
            replace(CONTENTS, canary={**ITEM, "card": {"S": "x"}, "n": {"S": "1"}}),
            TABLE,
            WITH_CANARY,
            "the canary item has another value, or none, of card, n",
        ),
        (
            TABLE,
            replace(CONTENTS, canary=CANARY.key),
            TABLE,
            WITH_CANARY,
            "or none, of card, n, tags",
        ),
    ],
)
def test_a_table_fails(
    restored: TableFacts,
    contents: TableContents,
    source: TableFacts | None,
    expected: Expectation,
    why: str,
) -> None:
    """One thing that is not as it must be is enough."""
    found = said(judged(restored, contents, source, expected))

    assert found.startswith("bad: ")
    assert why in found


CLUSTER = DatabaseFacts(
    state="available",
    engine="aurora-postgresql",
    engine_version="16.4",
    is_encrypted=True,
    instances=1,
    has_data_api=True,
)
ALONE = replace(CLUSTER, instances=0, has_data_api=False)
INSTANCE = DatabaseFacts(
    state="backing-up", engine="mysql", engine_version="8.0.36", is_encrypted=False
)
ASKED = replace(
    EXPECTED,
    queries=(Query(sql="SELECT count(*) FROM orders", at_least=10), Query(sql="…", equals="ok")),
    access=QueryAccess(secret="arn", database="shop"),  # noqa: S106 - a name
)
ANSWERS = (QueryAnswer(rows=1, first="12"), QueryAnswer(rows=1, first="ok"))


@pytest.mark.parametrize(
    ("restored", "answers", "source", "expected", "found"),
    [
        (
            ALONE,
            (),
            CLUSTER,
            EXPECTED,
            (
                "good: it is available; the engine is aurora-postgresql; the engine version is "
                "16.4; it is encrypted. not checked: its data: a restored cluster has no DB "
                "instance"
            ),
        ),
        (
            INSTANCE,
            (),
            replace(INSTANCE, engine_version="8.0.40"),
            EXPECTED,
            (
                "good: it is backing-up; the engine is mysql; the engine version is 8.0.36; it is "
                "not encrypted, as it need not be. not checked: its data: the Data API reaches "
                "clusters of Aurora only"
            ),
        ),
        (CLUSTER, ANSWERS, CLUSTER, ASKED, "query 1 gives what it must; query 2 gives what it"),
        (
            CLUSTER,
            (),
            None,
            replace(EXPECTED, engine="aurora-postgresql", engine_version="16", encrypted=True),
            "good: it is available",
        ),
    ],
)
def test_a_database_is_good(
    restored: DatabaseFacts,
    answers: tuple[QueryAnswer, ...],
    source: DatabaseFacts | None,
    expected: Expectation,
    found: str,
) -> None:
    """A backup of before a minor upgrade is good; what an Aurora restore cannot show is said."""
    reason = said(judge_database(restored, answers, source, expected))

    assert reason.startswith("good: ")
    assert found in reason


@pytest.mark.parametrize(
    ("restored", "answers", "source", "expected", "why"),
    [
        (replace(ALONE, state="creating"), (), CLUSTER, EXPECTED, "it is creating"),
        (replace(ALONE, engine="aurora-mysql"), (), CLUSTER, EXPECTED, "not aurora-postgresql"),
        (replace(ALONE, engine_version="15.9"), (), CLUSTER, EXPECTED, "is 15.9, not 16"),
        (
            INSTANCE,
            (),
            replace(INSTANCE, engine_version="8.4.0"),
            EXPECTED,
            "is 8.0.36, not 8.4",
        ),
        (ALONE, (), CLUSTER, replace(EXPECTED, engine_version="16.40"), "is 16.4, not 16.40"),
        (ALONE, (), CLUSTER, replace(EXPECTED, engine_version="1"), "is 16.4, not 1"),
        (replace(ALONE, is_encrypted=False), (), CLUSTER, EXPECTED, "it is not encrypted"),
        (INSTANCE, (), INSTANCE, replace(EXPECTED, encrypted=True), "it is not encrypted"),
        (ALONE, (), None, EXPECTED, "the engine has nothing to be compared with"),
        (INSTANCE, (), None, replace(EXPECTED, engine="mysql"), "encryption has nothing"),
        (
            ALONE,
            (),
            CLUSTER,
            ASKED,
            "its queries cannot be asked: a restored cluster has no DB instance",
        ),
        (replace(CLUSTER, has_data_api=False), (), CLUSTER, ASKED, "Data API of the restored"),
        (CLUSTER, (), CLUSTER, replace(ASKED, access=None), "access is not said"),
        (INSTANCE, (), INSTANCE, ASKED, "the Data API reaches clusters of Aurora only"),
        (CLUSTER, ANSWERS[:1], CLUSTER, ASKED, "query 2 failed: no answer"),
        (CLUSTER, (QueryAnswer(), ANSWERS[1]), CLUSTER, ASKED, "query 1 gives no row"),
        (
            CLUSTER,
            (QueryAnswer(rows=1, first="9"), ANSWERS[1]),
            CLUSTER,
            ASKED,
            "query 1 gives less than 10, or no number",
        ),
        (
            CLUSTER,
            (QueryAnswer(rows=1, first=None), ANSWERS[1]),
            CLUSTER,
            ASKED,
            "query 1 gives less than 10",
        ),
        (
            CLUSTER,
            (QueryAnswer(rows=1, first=SECRET), ANSWERS[1]),
            CLUSTER,
            ASKED,
            "query 1 gives less than 10, or no number",
        ),
        (
            CLUSTER,
            (ANSWERS[0], QueryAnswer(rows=1, first=SECRET)),
            CLUSTER,
            ASKED,
            "query 2 gives something else",
        ),
        (
            CLUSTER,
            (ANSWERS[0], QueryAnswer(error="ExecuteStatement was answered by BadRequest")),
            CLUSTER,
            ASKED,
            "query 2 failed: ExecuteStatement was answered by BadRequest",
        ),
    ],
)
def test_a_database_fails(
    restored: DatabaseFacts,
    answers: tuple[QueryAnswer, ...],
    source: DatabaseFacts | None,
    expected: Expectation,
    why: str,
) -> None:
    """What is asked and cannot be looked at fails, too."""
    reason = said(judge_database(restored, answers, source, expected))

    assert reason.startswith("bad: ")
    assert why in reason


VOLUME = VolumeFacts(state="available", bytes=8 * 2**30, is_encrypted=True)


@pytest.mark.parametrize(
    ("restored", "backup_bytes", "source", "expected", "found"),
    [
        (VOLUME, 8 * 2**30, VOLUME, EXPECTED, "good: it is available; at least 8589934592 bytes"),
        (VOLUME, None, None, replace(EXPECTED, minimum_bytes=1), "good: "),
        (VOLUME, 9 * 2**30, VOLUME, EXPECTED, "bad: 8589934592 bytes, and not at least 9663676416"),
        (VOLUME, 1, VOLUME, replace(EXPECTED, minimum_bytes=2**40), "bad: 8589934592 bytes"),
        (VOLUME, None, VOLUME, EXPECTED, "bad: the size has nothing to be compared with"),
        (replace(VOLUME, state="error"), 1, VOLUME, EXPECTED, "bad: it is error"),
        (replace(VOLUME, is_encrypted=False), 1, VOLUME, EXPECTED, "bad: it is not encrypted"),
    ],
)
def test_volumes(
    restored: VolumeFacts,
    backup_bytes: int | None,
    source: VolumeFacts | None,
    expected: Expectation,
    found: str,
) -> None:
    """A volume is as large as what was backed up, and encrypted if that was."""
    assert said(judge_volume(restored, backup_bytes, source, expected)).startswith(found)


FILE_SYSTEM = FileSystemFacts(state="available", is_encrypted=True)


@pytest.mark.parametrize(
    ("restored", "source", "expected", "found"),
    [
        (FILE_SYSTEM, FILE_SYSTEM, EXPECTED, "good: it is available; it is encrypted. not checked"),
        (replace(FILE_SYSTEM, state="error"), FILE_SYSTEM, EXPECTED, "bad: it is error"),
        (
            replace(FILE_SYSTEM, is_encrypted=False),
            FILE_SYSTEM,
            EXPECTED,
            "bad: it is not encrypted",
        ),
        (replace(FILE_SYSTEM, is_encrypted=False), None, EXPECTED, "bad: the encryption has"),
        (
            replace(FILE_SYSTEM, is_encrypted=False),
            None,
            replace(EXPECTED, encrypted=False),
            "good: it is available; it is not encrypted, as it need not be",
        ),
    ],
)
def test_file_systems(
    restored: FileSystemFacts, source: FileSystemFacts | None, expected: Expectation, found: str
) -> None:
    """Of a file system its API tells little, and the reason says so."""
    assert said(judge_file_system(restored, source, expected)).startswith(found)


BUCKET = BucketFacts(
    encryption="AES256", counted=5, objects={"a": ObjectFacts(bytes=3, sha256="ab" * 32)}
)
WITH_OBJECT = replace(EXPECTED, objects=(ExpectedObject(key="a", bytes=3, sha256="AB" * 32),))


@pytest.mark.parametrize(
    ("restored", "expected", "found"),
    [
        (
            BUCKET,
            WITH_OBJECT,
            "good: it is encrypted by AES256; at least 1 objects; the object a is there",
        ),
        (
            BUCKET,
            replace(EXPECTED, minimum_items=0),
            "good: it is encrypted by AES256. not checked",
        ),
        (replace(BUCKET, encryption=None), EXPECTED, "bad: it is not encrypted"),
        (replace(BUCKET, counted=0), EXPECTED, "bad: 0 objects, and not at least 1"),
        (replace(BUCKET, objects={}), WITH_OBJECT, "bad: the object a is missing"),
        (
            replace(BUCKET, objects={"a": ObjectFacts(bytes=4, sha256="ab" * 32)}),
            WITH_OBJECT,
            "bad: the object a has 4 bytes, not 3",
        ),
        (
            replace(BUCKET, objects={"a": ObjectFacts(bytes=3, sha256="cd" * 32)}),
            WITH_OBJECT,
            "bad: the object a has another content",
        ),
        (
            replace(BUCKET, objects={"a": ObjectFacts(bytes=3)}),
            WITH_OBJECT,
            "bad: the object a is larger than 16777216 bytes and was not read",
        ),
    ],
)
def test_buckets(restored: BucketFacts, expected: Expectation, found: str) -> None:
    """A bucket has its objects, with the content that they had."""
    assert said(judge_bucket(restored, expected)).startswith(found)


def test_what_cannot_be_looked_at_must_not_be_expected() -> None:
    """Each type has what an expectation can say of it; anything else would pass in silence."""
    everything = {
        "minimum_items": 7, "share_of_source": 0.5, "key_schema": {}, "canary": CANARY,
        "objects": WITH_OBJECT.objects, "engine": "mysql", "engine_version": "8", "encrypted": True,
        "minimum_bytes": 1, "queries": ASKED.queries, "access": ASKED.access,
    }  # fmt: skip
    expected = Expectation(**STORE, **everything)  # type: ignore[arg-type]  # a mixture on purpose

    for store_type, fitting in CHECKED_TYPES.items():
        refused = {each.text.split()[0] for each in misplaced(store_type, expected)}
        assert refused == everything.keys() - fitting
        assert list(misplaced(store_type, EXPECTED)) == []


def test_nothing_found_is_not_good() -> None:
    """What looked at nothing has shown nothing."""
    assert said([]) == "bad: nothing was checked"
    assert said([Finding("unchecked", "its data")]) == "bad: nothing was checked"


def test_a_failure_comes_first_in_a_reason_that_has_an_end() -> None:
    """A reason has at most a thousand characters, and those about failures before all others."""
    found = verdict([*[Finding("passed", "x" * 90)] * 20, Finding("failed", "the canary is gone")])

    assert not found.is_good
    assert found.reason.startswith("the canary is gone. as it must be: xxx")
    assert len(found.reason) == 1_000
    assert found.reason.endswith(" …")


@pytest.mark.parametrize(
    ("share", "items", "needed"), [(0.55, 100, 55), (0.56, 50, 28), (0.9, 11, 10), (1.0, 7, 7)]
)
def test_a_share_is_what_is_written(share: float, items: int, needed: int) -> None:
    """A float a little above it would call a whole restore too small."""
    source = replace(TABLE, items=items)

    assert items_needed(replace(EXPECTED, minimum_items=0, share_of_source=share), source) == needed
