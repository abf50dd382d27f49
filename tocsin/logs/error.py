"""A filter pattern that cannot be used."""

_FORMS = (
    'write terms (ERROR "exact phrase" -absent), { $.level = "ERROR" } for JSON, [ip, status = 5*] '
    "for fields between spaces, or %regular expression%"
)


class FilterPatternError(ValueError):
    """The pattern is not valid, or is of a kind that is not supported here.

    Attributes:
        pattern: The pattern, or the part of it that is wrong.
        why: What is wrong with it.
        fix: What to change.
        is_certain: Whether CloudWatch Logs refuses it too; otherwise it is only not read here.
    """

    def __init__(
        self, pattern: str, why: str, fix: str = _FORMS, *, is_certain: bool = True
    ) -> None:
        super().__init__(f"filter pattern {pattern!r}: {why}")
        self.pattern = pattern
        self.why = why
        self.fix = fix
        self.is_certain = is_certain
