"""A filter pattern that cannot be used."""


class FilterPatternError(ValueError):
    """The pattern is not valid, or is of a kind that is not supported here."""

    def __init__(self, pattern: str, why: str) -> None:
        super().__init__(f"filter pattern {pattern!r}: {why}")
