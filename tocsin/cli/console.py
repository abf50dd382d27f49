"""Consoles that print whatever stands in an input as it stands, and let none of it act."""

from collections.abc import Iterable
from json import dumps, loads
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.highlighter import JSONHighlighter
from rich.segment import Segment
from rich.text import Text

from tocsin.diagnostics import printable, printable_json


class PlainConsole(Console):
    """Prints `[red]` and `:100:` as they stand, and `�` for what would control the terminal."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - as the class that it extends
        super().__init__(markup=False, emoji=False, highlight=False, **settings)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Render as every console does, once nothing in a text acts on the terminal."""
        if isinstance(renderable, str):
            renderable = printable(renderable)
        elif isinstance(renderable, Text) and printable(renderable.plain) != renderable.plain:
            renderable = renderable.copy()
            renderable.plain = printable(renderable.plain)
        return super().render(renderable, options)

    def on_broken_pipe(self) -> None:
        """Leave it to whoever runs the command; rich would end it as if it had found problems."""
        raise BrokenPipeError

    def print_json(self, json: str | None = None, **_: Any) -> None:  # noqa: ANN401 - as above
        """Print a text of JSON; what would act on the terminal is escaped, as JSON can."""
        text = printable_json(dumps(loads(json or "null"), indent=2, ensure_ascii=False))
        self.print(JSONHighlighter()(Text(text)), soft_wrap=True)
