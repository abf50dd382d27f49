"""Progress on the terminal: a line a step, with the seconds that it took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.text import Text

_LATEST_WIDTH = 60


class Progress:
    """Prints each step as it ends, and what it is doing while it works."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def step(self, title: str) -> Iterator[Callable[[str], None]]:
        """Time a step.

        Yields:
            A function that shows the latest line of the step's output while it works.
        """
        started = time.monotonic()
        with self._console.status(title) as status:

            def latest(line: str) -> None:
                text = line.strip()[:_LATEST_WIDTH]
                status.update(Text.assemble(f"{title} ", (text, "dim")))

            try:
                yield latest
            except BaseException:
                self._console.print(Text.assemble(("✗", "red"), f" {title}"))
                raise
        seconds = time.monotonic() - started
        took = (f" {seconds:.1f} s", "dim")
        self._console.print(Text.assemble(("✓", "green"), f" {title}", took))
