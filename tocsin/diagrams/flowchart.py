"""A flowchart of Mermaid, whose texts may be anything.

Nodes are called n1, n2 and so on, because words such as `end` or `click` break a chart; texts stand
in quotes, with character codes for what would end them.
https://mermaid.js.org/syntax/flowchart.html
"""

from typing import Literal

Shape = Literal["step", "topic", "end", "question"]

_SHAPES = {
    "step": ('["', '"]'),
    "topic": ('[["', '"]]'),
    "end": ('(["', '"])'),
    "question": ('{"', '"}'),
}
_CODES = {'"': "#quot;", "<": "#lt;", ">": "#gt;", "#": "#35;", ";": "#59;", "`": "#96;"}
_LINE = "<br/>"


class Flowchart:
    """A flowchart that is written from the top to the bottom."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[str, Shape], str] = {}
        self._lines: list[str] = []

    def node(self, *lines: str, shape: Shape = "step") -> str:
        """Return the name of a node with a text of some lines; one of that text is the same."""
        text = _LINE.join(map(_escaped, lines))
        if (text, shape) not in self._nodes:
            name = f"n{len(self._nodes) + 1}"
            before, after = _SHAPES[shape]
            self._nodes[text, shape] = name
            self._lines.append(f"  {name}{before}{text}{after}")
        return self._nodes[text, shape]

    def arrow(self, one: str, other: str, text: str = "", *, dotted: bool = False) -> None:
        """Draw an arrow from one node to another; a dotted one is for what fails."""
        line = "-.->" if dotted else "-->"
        said = f'|"{_escaped(text)}"|' if text else ""
        written = f"  {one} {line}{said} {other}"
        if written not in self._lines:
            self._lines.append(written)

    def __str__(self) -> str:
        """Write the chart."""
        return "\n".join(["flowchart TD", *self._lines])


def _escaped(text: str) -> str:
    return "".join(_CODES.get(each, each) for each in " ".join(text.split()))
