"""Functions of the emulator that answer one operation, made of ours."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeAlias

from botocore.model import ListShape, Shape, StructureShape

from local.overlay import emulator
from local.overlay.api.query_protocol import request_of, xml_of
from local.overlay.api.refused import RefusedError
from local.overlay.api.shapes import check, input_shape, output_shape, typed
from local.overlay.emulator import Response

Request: TypeAlias = Mapping[str, Any]
# Answers a request; times are seconds since 1970.
Answer: TypeAlias = Callable[[Request], Mapping[str, Any]]
# Of the form fields or else the data, and whether the protocol is CBOR or JSON.
_Serve: TypeAlias = Callable[..., Response]


def served(operation: str, answer: Answer, *, checks_shape: bool = True) -> _Serve:
    """Answer an operation in the place of the emulator, whatever protocol it is asked in.

    Args:
        operation: Its name, such as `GetMetricData`.
        answer: Gives the answer, or raises a RefusedError.
        checks_shape: Whether a request that does not fit the model is refused before.
    """
    shape = input_shape(operation)

    def serve(fields: Request, data: Request, is_cbor: bool, is_json: bool = False) -> Response:  # noqa: FBT001, FBT002 - as the emulator calls it
        try:
            request = typed(data, shape) if is_cbor or is_json else request_of(fields, shape)
            given = {name: value for name, value in request.items() if value is not None}
            if checks_shape:
                check(given, shape)
            return _response(operation, answer(given), is_cbor=is_cbor, is_json=is_json)
        except RefusedError as error:
            return _refusal(error, is_cbor=is_cbor, is_json=is_json)

    return serve


def checked(operation: str) -> Callable[[_Serve], _Serve]:
    """Refuse what does not fit the model of an operation; the emulator answers all else."""
    shape = input_shape(operation)

    def wrap(stock: _Serve) -> _Serve:
        def serve(fields: Request, data: Request, is_cbor: bool, is_json: bool = False) -> Response:  # noqa: FBT001, FBT002 - as the emulator calls it
            try:
                check(data if is_cbor or is_json else request_of(fields, shape), shape)
            except RefusedError as error:
                return _refusal(error, is_cbor=is_cbor, is_json=is_json)
            return stock(fields, data, is_cbor, is_json)

        return serve

    return wrap


def _refusal(error: RefusedError, *, is_cbor: bool, is_json: bool) -> Response:
    answer: Response = emulator.error_answer(
        error.code, error.message, HTTPStatus.BAD_REQUEST, use_json=is_json, use_cbor=is_cbor
    )
    return answer


def _response(
    operation: str, answer: Mapping[str, Any], *, is_cbor: bool, is_json: bool
) -> Response:
    shape = output_shape(operation)
    if is_cbor:
        response: Response = emulator.cbor_answer(_with_tagged_times(answer, shape))
    elif is_json:
        response = emulator.json_answer(dict(answer))
    else:
        result = f"<{operation}Result>{xml_of(answer, shape)}</{operation}Result>" if shape else ""
        response = emulator.xml_answer(HTTPStatus.OK, f"{operation}Response", result)
    return response


def _with_tagged_times(value: Any, shape: Shape | None) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(shape, StructureShape):
        members = shape.members
        return {name: _with_tagged_times(one, members.get(name)) for name, one in value.items()}
    if isinstance(shape, ListShape):
        return [_with_tagged_times(one, shape.member) for one in value]
    if shape is not None and shape.type_name == "timestamp":
        return emulator.tagged_time(value)
    return value
