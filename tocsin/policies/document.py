"""Policies as templates write them: an object, or a text of JSON."""

import json
from collections.abc import Mapping

_DEEPEST = 50
"""How deep an object may be: no policy of AWS comes near to it."""


def read_document(written: object) -> Mapping[str, object] | None:
    """Return a policy as an object, an empty one for none; None for what is not a policy.

    Args:
        written: The object, a text of JSON, or nothing.
    """
    if written is None or written == "":
        return {}
    if isinstance(written, str):
        try:
            written = json.loads(written)
        except (ValueError, RecursionError):
            return None
    return written if isinstance(written, Mapping) and not _is_deep(written) else None


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        level = [part for each in level for part in _parts(each)]
        if not level:
            return False
    return True


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
