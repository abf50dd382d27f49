"""Values of a policy as texts: AWS reads one where a list may stand, and numbers as texts."""

from collections.abc import Mapping


def as_list(written: object) -> list[object]:
    """Return a list as it is, nothing as an empty one, and anything else as the only item."""
    if written is None:
        return []
    return written if isinstance(written, list) else [written]


def as_texts(written: object) -> list[str | None]:
    """Return each value as a text; None for what has none, as an object."""
    return [_as_text(each) for each in as_list(written)]


def _as_text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping | list) or value is None:
        return None
    return str(value)
