"""What charts share: the frame, and round numbers for axes."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

from tocsin.pages.markup import Markup, element, joined

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_INDISTINCT = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """An SVG image with margins around its plot, all in units of the image.

    Attributes:
        width: Of the image.
        height: Of the image.
        left: The margin for what is written beside the plot.
        right: The margin on the other side.
        top: The margin above.
        bottom: The margin for what is written below the plot.
    """

    width: float
    height: float
    left: float
    right: float = 0.0
    top: float
    bottom: float

    @property
    def plot_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    def x(self, value: float, least: float, greatest: float) -> float:
        """Return where a value stands between the left and the right edge of the plot."""
        return self.left + (value - least) / (greatest - least) * self.plot_width

    def y(self, value: float, greatest: float) -> float:
        """Return how far down a value stands; zero is at the lower edge of the plot."""
        return self.height - self.bottom - value / greatest * (self.height - self.bottom - self.top)

    def value_line(self, value: float, greatest: float, written: str) -> Markup:
        """Return a line across the plot, with its value in the left margin."""
        y = self.y(value, greatest)
        return joined(
            element("line", x1=self.left, x2=self.width - self.right, y1=y, y2=y, class_="grid"),
            element("text", written, x=self.left - 6, y=y + 4, text_anchor="end"),
        )

    def image(
        self, label: str, parts: Iterable[Markup], *, has_title: bool = True, kind: str = "chart"
    ) -> Markup:
        """Return the image.

        Args:
            label: What it shows, for those who do not see it.
            parts: What is drawn, in order; the later covers the earlier.
            has_title: Whether the label is also shown when the image is pointed at.
            kind: The CSS classes.
        """
        return element(
            "svg",
            element("title", label) if has_title else None,
            joined(*parts),
            viewBox=f"0 0 {self.width:g} {self.height:g}",
            role="img",
            aria_label=label,
            class_=kind,
        )


def ticks(least: float, greatest: float, most: int = 5) -> tuple[float, ...]:
    """Return round numbers, evenly apart, from at most *least* to at least *greatest*.

    For 0 to 47 in at most five steps: 0, 10, 20, 30, 40, 50.
    """
    span, size = greatest - least, max(abs(least), abs(greatest))
    if span <= max(size * _INDISTINCT, _INDISTINCT**2):
        return (least, least + max(1.0, size * _INDISTINCT))
    rough = span / most
    power = 10.0 ** floor(log10(rough))
    step = next(power * each for each in _STEPS if power * each >= rough * (1 - 1e-9))
    first, last = floor(least / step + 1e-9), ceil(greatest / step - 1e-9)
    return tuple(float(f"{number * step:.12g}") for number in range(first, last + 1))


def count_ticks(greatest: float, most: int = 4) -> tuple[float, ...]:
    """Return marks for a number of things, which come whole."""
    found = [each for each in ticks(0.0, max(1.0, greatest), most) if each == int(each)]
    last = found[-1] if found[-1] >= greatest else float(ceil(greatest))
    return tuple(dict.fromkeys((*found, last)))
