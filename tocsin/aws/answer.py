"""What AWS answers, held against the model of its service before anything reads it.

An address that is not that of AWS answers too: a proxy with a page for people, an emulator with
members of other types. What boto3 makes of that is not what the model promises.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError, PaginationError

from tocsin.aws.failure import AwsFailure, failure

UNREADABLE = "aws/unreadable-answer"
"""The kind of a failure of which the answer is not one of AWS's."""

MOST_PAGES = 10_000
"""Pages of one answer; AWS answers far fewer, and only what is no AWS never ends."""

_CHECK = "check that --endpoint-url and any proxy lead to AWS"
_SUCCESS = range(200, 300)
_SHOWN = 60
_SCALARS: Mapping[str, frozenset[type]] = {
    "string": frozenset({str}),
    "character": frozenset({str}),
    "boolean": frozenset({bool}),
    "integer": frozenset({int}),
    "long": frozenset({int}),
    "float": frozenset({int, float}),
    "double": frozenset({int, float}),
    "timestamp": frozenset({datetime}),
}


class Answer(dict[str, Any]):
    """A structure of an answer; reading a member that it should have and has not is a failure."""

    def __init__(self, members: Mapping[str, Any], asked: str) -> None:
        super().__init__(members)
        self._asked = asked

    def __missing__(self, name: str) -> Any:  # noqa: ANN401 - the type of any member
        raise odd_answer(self._asked, f"{name} is missing")


def call(
    client: Any,  # noqa: ANN401 - a boto3 client
    operation: str,
    parameters: Mapping[str, Any],
    *,
    asked: str,
) -> Answer:
    """Return what an operation answers.

    Args:
        client: A boto3 client.
        operation: As boto3 calls it.
        parameters: Those of the operation.
        asked: What is asked, as IAM calls it.

    Raises:
        AwsFailure: The answer is not one of AWS's.
        ClientError: AWS refused.
        BotoCoreError: AWS could not be asked.
    """
    with _understood(asked):
        answer = getattr(client, operation)(**parameters)
    return _fitted(client, operation, answer, asked)


def pages(
    client: Any,  # noqa: ANN401 - a boto3 client
    operation: str,
    parameters: Mapping[str, Any],
    *,
    asked: str,
    most: int = MOST_PAGES,
) -> Iterator[Answer]:
    """Yield the pages of an answer; the arguments are those of `call`.

    Raises:
        AwsFailure: The answer is not one of AWS's, or has more than *most* pages.
    """
    with _understood(asked):
        left = iter(client.get_paginator(operation).paginate(**parameters))
    for _ in range(most):
        with _understood(asked):
            page = next(left, None)
        if page is None:
            return
        yield _fitted(client, operation, page, asked)
    raise odd_answer(asked, f"there is no end of it after {most:,} pages")


def odd_answer(asked: str, what: str) -> AwsFailure:
    """Return the failure of an answer that AWS would not give.

    Args:
        asked: What was asked, as IAM calls it.
        what: What is odd.
    """
    return failure(UNREADABLE, asked, f"the answer is not one of AWS: {what}", _CHECK)


def refuse_pages_for_people(
    response_dict: Mapping[str, Any],
    operation_model: Any,  # noqa: ANN401 - of botocore
    **_: object,
) -> None:
    """Refuse what is in no form that AWS answers in; botocore takes some of it for nothing at all.

    To be registered for `before-parse`.

    Raises:
        AwsFailure: The body is a page for people, or nothing.
    """
    body, shape = response_dict["body"], operation_model.output_shape
    if response_dict["status_code"] not in _SUCCESS or not (shape and shape.members):
        return
    asked = f"{operation_model.service_model.service_name}:{operation_model.name}"
    if not body:
        raise odd_answer(asked, "it is empty")
    if not _IN_FORM[operation_model.service_model.resolved_protocol](body):
        raise odd_answer(asked, f"it begins {bytes(body[:_SHOWN])!r}")


def _is_object(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False


def _is_xml(body: bytes) -> bool:
    begin = body[:_SHOWN].lstrip().lower()
    return begin.startswith(b"<") and not begin.startswith((b"<html", b"<!doctype html"))


def _may_be(_: bytes) -> bool:
    return True


_IN_FORM: Mapping[str, Callable[[bytes], bool]] = defaultdict(
    lambda: _may_be,
    {"json": _is_object, "rest-json": _is_object, "query": _is_xml, "rest-xml": _is_xml},
)
"""Whether a body may be an answer, by protocol; of others botocore says so itself."""


@contextmanager
def _understood(asked: str) -> Iterator[None]:
    """Take whatever else boto3 raises for an answer that it could not read."""
    try:
        yield
    except PaginationError as error:
        raise odd_answer(asked, str(error)) from error
    except (AwsFailure, BotoCoreError, ClientError, HTTPClientError):
        raise
    except Exception as error:
        said = f"reading it fails with {type(error).__name__}: {error}"
        raise odd_answer(asked, said) from error


def _fitted(client: Any, operation: str, answer: object, asked: str) -> Answer:  # noqa: ANN401
    name = client.meta.method_to_api_mapping[operation]
    shape = client.meta.service_model.operation_model(name).output_shape
    fitted = Answer({}, asked) if shape is None else _fit(answer, shape, asked, "it")
    assert isinstance(fitted, Answer)
    return fitted


def _fit(value: Any, shape: Any, asked: str, path: str) -> Any:  # noqa: ANN401 - of botocore
    """Return a value as `Answer`s, once it is what the model says."""
    if shape.type_name == "structure" and isinstance(value, Mapping):
        members = shape.members
        fitted = {
            name: _fit(each, members[name], asked, f"{path}.{name}") if name in members else each
            for name, each in value.items()
        }
        return Answer(fitted, asked)
    if shape.type_name == "map" and isinstance(value, Mapping):
        return {
            name: _fit(each, shape.value, asked, f"{path}.{name}") for name, each in value.items()
        }
    if shape.type_name == "list" and isinstance(value, list):
        return _fit_list(value, shape.member, asked, path)
    types = _SCALARS.get(shape.type_name)
    if types is None and shape.type_name not in {"structure", "map", "list"}:
        return value
    if types and type(value) in types:
        return value
    raise odd_answer(asked, f"{path} is {value!r:.{_SHOWN}} where {shape.type_name} is expected")


def _fit_list(value: list[Any], member: Any, asked: str, path: str) -> list[Any]:  # noqa: ANN401
    # The datapoints of a page are a hundred thousand, and are looked at all at once.
    types = _SCALARS.get(member.type_name)
    if types and set(map(type, value)) <= types:
        return value
    return [_fit(each, member, asked, f"{path}[{index}]") for index, each in enumerate(value)]
