"""The protocol of queries: a request is form fields, an answer is XML.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from botocore.model import ListShape, Shape, StructureShape

from local.overlay.api.refused import RefusedError
from local.overlay.api.shapes import is_map, typed

_OF_THE_PROTOCOL = ("Action", "Version")
_SIGNATURE = "X-Amz-"

# The fields as a tree: `Dimensions.member.1.Name` is a path of four.
_Tree = dict[str, Any]


def request_of(fields: Mapping[str, Any], shape: StructureShape) -> dict[str, Any]:
    """The request that form fields write, with the types of its shape.

    Args:
        fields: The values by the names, a text or a list of one, as the emulator reads them.
        shape: What the fields may be.

    Raises:
        RefusedError: A field is none of the shape's.
    """
    tree: _Tree = {}
    for name, value in fields.items():
        if name not in _OF_THE_PROTOCOL and not name.startswith(_SIGNATURE):
            _plant(tree, name.split("."), value[0] if isinstance(value, list) else value)
    request: dict[str, Any] = _value(tree, shape, "")
    return request


def xml_of(value: Any, shape: Shape) -> str:  # noqa: ANN401 - any JSON
    """An answer, or a part of one, as XML; what the shape does not know is left out."""
    if isinstance(shape, StructureShape):
        members = shape.members
        return "".join(
            f"<{name}>{xml_of(one, members[name])}</{name}>"
            for name, one in value.items()
            if one is not None and name in members
        )
    if isinstance(shape, ListShape):
        return "".join(f"<member>{xml_of(one, shape.member)}</member>" for one in value)
    if is_map(shape):
        return "".join(
            f"<entry><key>{escape(str(key))}</key><value>{escape(str(one))}</value></entry>"
            for key, one in value.items()
        )
    if shape.type_name == "timestamp":
        return datetime.fromtimestamp(value, UTC).isoformat(timespec="milliseconds")
    return escape(str(value).lower() if isinstance(value, bool) else str(value))


def _plant(tree: _Tree, path: list[str], value: object) -> None:
    for part in path[:-1]:
        branch = tree.setdefault(part, {})
        if not isinstance(branch, dict):
            raise _unknown(".".join(path))
        tree = branch
    tree[path[-1]] = value


def _value(node: Any, shape: Shape, path: str) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(shape, StructureShape) and isinstance(node, dict):
        if unknown := [name for name in node if name not in shape.members]:
            raise _unknown(f"{path}.{unknown[0]}".lstrip("."))
        return {
            name: _value(one, shape.members[name], f"{path}.{name}".lstrip("."))
            for name, one in node.items()
        }
    if isinstance(shape, ListShape) and isinstance(node, dict):
        members = node.get("member", {})
        if set(node) != {"member"} or not all(number.isdigit() for number in members):
            raise _unknown(path)
        in_order = sorted(members.items(), key=lambda item: int(item[0]))
        return [_value(one, shape.member, f"{path}.member.{number}") for number, one in in_order]
    if isinstance(shape, ListShape):
        # An empty list is a field without a value.
        return []
    if isinstance(node, dict):
        raise _unknown(path)
    return typed(node, shape)


def _unknown(name: str) -> RefusedError:
    return RefusedError(f"the embedded AWS does not know the field {name}")
