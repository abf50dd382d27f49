"""Texts of templates, as they may stand on a line of a file or of a terminal."""


def printable(text: str) -> str:
    """Return *text* without line ends and control characters."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
