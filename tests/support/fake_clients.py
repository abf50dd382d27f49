"""Clients of boto3 that answer what a test says; AWS's models check requests and answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

import boto3
from botocore.validate import ParamValidator

Answer = Mapping[str, Any] | Exception | Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request.

    Attributes:
        service: As boto3 names it.
        region: Where it went.
        operation: As AWS names it.
        parameters: What it was asked with.
    """

    service: str
    region: str
    operation: str
    parameters: Mapping[str, Any]


class RefusedByAws(Exception):  # noqa: N818 - what a service answers, not what is raised
    """Stands for an answer that is an error of AWS with this code."""


@dataclass(slots=True)
class FakeClients:
    """Makes clients.

    Attributes:
        answers: By operation what is answered: a document, a function of the parameters, or an
            error; what is missing here is refused as AWS refuses what a role may not do.
        calls: What was asked.
    """

    answers: dict[str, Answer]
    calls: list[Call] = field(default_factory=list)

    def connect(self, service: str, region: str | None) -> Any:  # noqa: ANN401 - as boto3
        """Return a client, in us-east-1 unless another Region is named."""
        client = _client(service, region or "us-east-1")
        events = client.meta.events
        events.unregister("before-call", unique_id="fake")
        events.unregister("before-parameter-build", unique_id="fake-parameters")
        asked: dict[str, Any] = {}

        def remember(params: Mapping[str, Any], **_: object) -> None:
            asked.clear()
            asked.update(params)

        def answer(model: Any, **_: object) -> tuple[object, Mapping[str, Any]]:  # noqa: ANN401 - botocore's
            call = Call(
                service=service,
                region=region or "us-east-1",
                operation=model.name,
                parameters=dict(asked),
            )
            self.calls.append(call)
            status, found = self._answer(call)
            if status == HTTPStatus.OK and model.output_shape:
                faults = ParamValidator().validate(found, model.output_shape)
                assert not faults.has_errors(), faults.generate_report()
            return SimpleNamespace(status_code=status), found

        events.register("before-parameter-build", remember, unique_id="fake-parameters")
        events.register("before-call", answer, unique_id="fake")
        return client

    def _answer(self, call: Call) -> tuple[int, Mapping[str, Any]]:
        found = self.answers.get(call.operation, RefusedByAws("AccessDeniedException"))
        if callable(found):
            found = found(call.parameters)
        if isinstance(found, RefusedByAws):
            error = {"Code": str(found), "Message": "secret"}
            return HTTPStatus.BAD_REQUEST, {"Error": error}
        if isinstance(found, Exception):
            raise found
        return HTTPStatus.OK, found

    def asked(self, operation: str) -> list[Mapping[str, Any]]:
        """Return the parameters of each request of an operation."""
        return [call.parameters for call in self.calls if call.operation == operation]


@lru_cache(maxsize=32)
def _client(service: str, region: str) -> Any:  # noqa: ANN401 - as boto3
    # Reading a service's model takes longer than a test.
    return boto3.client(
        service,  # type: ignore[call-overload]  # the stubs know literal names only
        region_name=region,
        aws_access_key_id="nobody",
        aws_secret_access_key="nothing",  # noqa: S106 - opens nothing
    )
