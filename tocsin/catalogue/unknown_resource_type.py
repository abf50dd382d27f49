"""The one error that a reader of the catalogue can cause."""

from difflib import get_close_matches


class UnknownResourceTypeError(LookupError):
    """A resource type that the catalogue does not have.

    Attributes:
        name: The name that was asked for.
        suggestion: The known name nearest to it, or None when none is near.
        known: Every name there is, sorted.
    """

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        self.known = known
        self.suggestion = next(iter(get_close_matches(name, known, n=1)), None)
        hint = f" did you mean {self.suggestion!r}?" if self.suggestion else ""
        super().__init__(
            f"{name!r} is not a resource type of the catalogue;{hint} use one of {', '.join(known)}"
        )
