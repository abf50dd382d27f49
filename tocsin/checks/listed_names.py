"""Several names in a sentence."""

from collections.abc import Iterable

from tocsin.diagnostics import quoted

_MOST = 3


def listed_names(names: Iterable[str]) -> str:
    """Write the first names of several, and how many more there are."""
    return listed_texts(quoted(name) for name in dict.fromkeys(names))


def listed_texts(texts: Iterable[str]) -> str:
    """Write the first of several texts as they are, and how many more there are."""
    every = [*dict.fromkeys(texts)]
    shown, rest = every[:_MOST], len(every) - _MOST
    if rest > 1:
        return f"{', '.join(shown)} and {rest} more"
    *first, last = every
    return f"{', '.join(first)} and {last}" if first else last


def counted(number: int, what: str) -> str:
    """Write how many of something there are: `1 alarm`, `5 alarms`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
