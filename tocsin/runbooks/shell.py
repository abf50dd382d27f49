"""Commands as a page shows them: in a block of a list, with long ones continued."""

import shlex
from collections.abc import Iterable, Iterator

LONGEST_LINE = 118
_INDENT = "   "


def command_block(commands: Iterable[str]) -> list[str]:
    """Return the lines of a block of *commands*, as it stands in a numbered step."""
    lines = [line for command in commands for line in _continued(command)]
    return [f"{_INDENT}{line}" for line in ("```sh", *lines, "```")]


def _continued(command: str) -> Iterator[str]:
    """Yield the lines of a command; each after the first begins with an option."""
    options = command.split(" --")
    line = options[0]
    for option in options[1:]:
        if len(_INDENT) + len(line) + len(option) + len(" -- \\") > LONGEST_LINE:
            yield f"{line} \\"
            line = f"  --{option}"
        else:
            line += f" --{option}"
    yield line


def word(text: str) -> str:
    """Return *text* as one word of a shell."""
    return shlex.quote(text)
