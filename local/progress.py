"""Progress on the terminal: a line a step, with the seconds that it took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

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
                text = line.strip()[:_LATEST_WIDTH].replace("[", r"\[")
                status.update(f"{title} [dim]{text}[/dim]")

            try:
                yield latest
            except BaseException:
                self._console.print(f"[red]✗[/red] {title}")
                raise
        seconds = time.monotonic() - started
        self._console.print(f"[green]✓[/green] {title} [dim]{seconds:.1f} s[/dim]")
