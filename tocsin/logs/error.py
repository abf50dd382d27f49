"""A filter pattern that cannot be used."""


class FilterPatternError(ValueError):
    """The pattern is not valid, or is of a kind that is not supported here.

    Attributes:
        pattern: The pattern, or the part of it that is wrong.
        why: What is wrong with it.
    """

    def __init__(self, pattern: str, why: str) -> None:
        super().__init__(f"filter pattern {pattern!r}: {why}")
        self.pattern = pattern
        self.why = why
