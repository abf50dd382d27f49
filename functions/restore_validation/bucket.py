"""Looks at a restored bucket of S3."""

import hashlib
from collections.abc import Iterator
from typing import Any

from functions.restore_validation.errors import error_code
from functions.restore_validation.task import Task
from tocsin.restoration import (
    LARGEST_DIGESTED,
    BucketFacts,
    ExpectedObject,
    Finding,
    ObjectFacts,
    judge_bucket,
)

_MISSING = frozenset({"404", "NoSuchKey", "NotFound"})
_NOT_ENCRYPTED = "ServerSideEncryptionConfigurationNotFoundError"


def inspect_bucket(task: Task) -> Iterator[Finding]:
    """Yield what is found of a bucket."""
    client, name = task.client("s3"), task.restored.id
    expected = task.expectation
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=name)
    facts = BucketFacts(
        encryption=_encryption(client, name),
        counted=task.counted(pages, "KeyCount", expected.minimum_items),
        objects={
            each.key: found
            for each in expected.objects
            if (found := _object(task, client, each)) is not None
        },
    )
    yield from judge_bucket(facts, expected)


def _encryption(client: Any, bucket: str) -> str | None:
    try:
        found = client.get_bucket_encryption(Bucket=bucket)
    except Exception as error:
        if error_code(error) == _NOT_ENCRYPTED:
            return None
        raise
    (rule, *_) = found["ServerSideEncryptionConfiguration"]["Rules"]
    algorithm: str = rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"]
    return algorithm


def _object(task: Task, client: Any, expected: ExpectedObject) -> ObjectFacts | None:
    task.check_time()
    bucket = task.restored.id
    try:
        size = client.head_object(Bucket=bucket, Key=expected.key)["ContentLength"]
        if expected.sha256 is None or size > LARGEST_DIGESTED:
            return ObjectFacts(bytes=size)
        body = client.get_object(Bucket=bucket, Key=expected.key)["Body"].read()
    except Exception as error:
        if error_code(error) in _MISSING:
            return None
        raise
    return ObjectFacts(bytes=size, sha256=hashlib.sha256(body).hexdigest())
