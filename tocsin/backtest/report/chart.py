"""The legend of the charts of a report."""

from collections.abc import Iterable

from tocsin.backtest.alert_frequency import SEVERITY_NAMES, severity_words
from tocsin.pages import Markup, element


def legend(severities: Iterable[str]) -> Markup:
    """Return what the colours mean, for the severities there are."""
    found = set(severities)
    items = (
        element("li", element("span", class_=f"swatch severity-{name}"), severity_words(name))
        for name in SEVERITY_NAMES
        if name in found
    )
    return element("ul", *items, class_="legend")
