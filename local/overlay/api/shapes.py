"""The shapes of CloudWatch's requests and answers, as botocore's model of the service has them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import botocore.session
from botocore.model import ListShape, MapShape, Shape, StructureShape
from botocore.validate import ParamValidator

from local.overlay.api.refused import RefusedError

_TRUTH = {"true": True, "false": False}
_SHOWN_VIOLATIONS = 10


@lru_cache(maxsize=1)
def _service() -> Any:  # noqa: ANN401 - botocore has no types of its own
    return botocore.session.get_session().get_service_model("cloudwatch")


def input_shape(operation: str) -> StructureShape:
    """The shape of an operation's request."""
    shape: StructureShape = _service().operation_model(operation).input_shape
    return shape


def output_shape(operation: str) -> StructureShape | None:
    """The shape of an operation's answer; None if it answers with nothing."""
    shape: StructureShape | None = _service().operation_model(operation).output_shape
    return shape


def typed(value: Any, shape: Shape) -> Any:  # noqa: ANN401 - any JSON
    """A value whose numbers and booleans may be written as text, with the types of the shape.

    CloudFormation's templates and the protocol of queries write them so. What does not fit stays
    as it is, for whoever checks it to say.
    """
    if isinstance(shape, StructureShape) and isinstance(value, Mapping):
        members = shape.members
        return {
            name: typed(one, members[name]) if name in members else one
            for name, one in value.items()
        }
    if isinstance(shape, ListShape) and isinstance(value, list | tuple):
        return [typed(one, shape.member) for one in value]
    if isinstance(value, str):
        return _typed_text(value, shape.type_name)
    is_whole = isinstance(value, float) and value.is_integer()
    return int(value) if is_whole and shape.type_name in ("integer", "long") else value


def _typed_text(text: str, type_name: str) -> object:
    try:
        match type_name:
            case "integer" | "long":
                return int(text)
            case "double" | "float":
                return float(text)
            case "boolean":
                return _TRUTH.get(text.lower(), text)
    except ValueError:
        return text
    return text


def check(request: Mapping[str, Any], shape: StructureShape) -> None:
    """Refuse a request that does not fit its shape.

    Raises:
        RefusedError: Something is missing, unknown, of another type or not allowed.
    """
    report = ParamValidator().validate(request, shape)
    if report.has_errors():
        raise RefusedError(report.generate_report())
    if found := list(_violations(request, shape, ""))[:_SHOWN_VIOLATIONS]:
        count = f"{len(found)} validation error{'s' if len(found) > 1 else ''} detected"
        raise RefusedError(f"{count}: {'; '.join(found)}")


def _violations(value: Any, shape: Shape, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """What botocore does not check: the values that are allowed, and upper limits."""
    if isinstance(shape, StructureShape):
        for name, one in value.items():
            within = name[0].lower() + name[1:]
            yield from _violations(one, shape.members[name], f"{path}.{within}".lstrip("."))
        return
    size = value if shape.type_name in ("integer", "long", "double") else None
    size = len(value) if isinstance(value, str | list) else size
    limit = shape.metadata.get("max")
    if limit is not None and size is not None and size > limit:
        kind = "length" if isinstance(value, str | list) else "value"
        yield _violation(value, path, f"have {kind} less than or equal to {limit}")
    if (allowed := shape.metadata.get("enum")) and value not in allowed:
        yield _violation(value, path, f"satisfy enum value set: [{', '.join(allowed)}]")
    if isinstance(shape, ListShape):
        for number, one in enumerate(value, 1):
            yield from _violations(one, shape.member, f"{path}.{number}.member")


def _violation(value: object, path: str, constraint: str) -> str:
    # The words of AWS.
    return f"Value '{value}' at '{path}' failed to satisfy constraint: Member must {constraint}"


def is_map(shape: Shape) -> bool:
    """Whether values of the shape have keys that the model does not name."""
    return isinstance(shape, MapShape)
