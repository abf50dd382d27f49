"""Whether a restored bucket of S3 is as it must be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tocsin.restoration.comparison import at_least
from tocsin.restoration.expectation import Expectation, ExpectedObject
from tocsin.restoration.finding import Finding, failed, passed, unchecked

LARGEST_DIGESTED = 16 * 2**20
"""Bytes. A larger object is not read for its digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectFacts:
    """An object.

    Attributes:
        bytes: Its size.
        sha256: The digest of its content; None if it was not read.
    """

    bytes: int
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketFacts:
    """A bucket.

    Attributes:
        encryption: By what new objects are encrypted, as `aws:kms`; None if by nothing.
        counted: How many objects were counted; counting ends at what is needed.
        objects: Those of the expectation that are there, by their keys.
    """

    encryption: str | None
    counted: int
    objects: Mapping[str, ObjectFacts]


def judge_bucket(restored: BucketFacts, expectation: Expectation) -> Iterator[Finding]:
    """Yield what is found of a restored bucket."""
    if restored.encryption is None:
        yield failed("it is not encrypted")
    else:
        yield passed(f"it is encrypted by {restored.encryption}")
    if expectation.minimum_items:
        yield at_least("objects", restored.counted, expectation.minimum_items)
    else:
        yield unchecked("the number of objects")
    if not expectation.objects:
        yield unchecked("the content of objects, for want of any that are said")
    for each in expectation.objects:
        yield _object(each, restored.objects.get(each.key))


def _object(expected: ExpectedObject, found: ObjectFacts | None) -> Finding:
    what = f"the object {expected.key}"
    if found is None:
        return failed(f"{what} is missing")
    if expected.bytes is not None and found.bytes != expected.bytes:
        return failed(f"{what} has {found.bytes} bytes, not {expected.bytes}")
    if expected.sha256 is not None and found.sha256 is None:
        return failed(f"{what} is larger than {LARGEST_DIGESTED} bytes and was not read")
    if expected.sha256 is not None and found.sha256 != expected.sha256.lower():
        return failed(f"{what} has another content")
    return passed(f"{what} is there")
