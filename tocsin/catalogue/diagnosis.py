"""What to look at first when something is wrong with a resource."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisStep:
    """A step of the diagnosis of any alarm of a resource type.

    Attributes:
        ask: What the answer tells, as a question and perhaps a sentence more.
        commands: Calls of the AWS command line that only read. Words in capitals stand for
            values; an identifier stands as its name: `TABLE`.
    """

    ask: str
    commands: tuple[str, ...]
