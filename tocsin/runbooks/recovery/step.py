"""Steps of a page, with commands in which the values of the stage stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tocsin.runbooks.shell import command_block


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        say: What to do, or to ask.
        commands: What does it; the words of a command that only the moment knows are in capitals.
    """

    say: str
    commands: tuple[str, ...] = ()


def numbered(steps: Iterable[Step]) -> Iterator[str]:
    """Yield the lines of steps, counted from 1."""
    for number, step in enumerate(steps, start=1):
        yield f"{number}. {step.say}"
        if step.commands:
            yield from command_block(step.commands)
