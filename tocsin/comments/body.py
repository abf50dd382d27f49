"""The text of a comment: the marker by which it is found again, and how long it may be."""

LONGEST_BODY = 65_000
"""How many bytes a comment may have.

GitHub says that it takes 65,536 characters, and was measured to take 262,144 bytes. Below this
number of bytes it is right whatever a forge counts: bytes, characters or units of UTF-16.
"""

_CUT = "\n\n…\n\n*The rest is cut: the comment would be too long.*\n"


def marker_line(name: str) -> str:
    """Return the line by which a comment is found again; Markdown does not show it."""
    return f"<!-- tocsin-comment: {name} -->"


def marked(name: str, text: str) -> str:
    """Return the whole text of a comment; what is too long is cut, which it says."""
    whole = f"{marker_line(name)}\n{text}"
    encoded = whole.encode("utf-8", "replace")
    if len(encoded) <= LONGEST_BODY:
        return encoded.decode()
    head = encoded[: LONGEST_BODY - len(_CUT.encode())].decode("utf-8", "ignore")
    # Half a line of a table, or half an element, would take what follows with it.
    return head.rpartition("\n")[0] + _CUT
