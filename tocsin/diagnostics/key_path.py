"""The way from the top of a document to a value in it."""

KeyPath = tuple[str | int, ...]
"""Keys of mappings and numbers of list items: `("services", "orders", "alarms", 0)`."""


def dotted(path: KeyPath) -> str:
    """Write a path as people do: `services.orders.alarms[0]`.

    A character that a terminal would act on is escaped.
    """
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{_printable(part)}" if text else _printable(part)
    return text


def _printable(key: str) -> str:
    return key if key.isprintable() else repr(key)[1:-1]
