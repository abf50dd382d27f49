"""A page with a panel of each kind, and what it looks like in a real browser.

`python -m tests.support.preview_browser` takes its colours anew, for whoever changes the page.
"""

import json
import tempfile
from pathlib import Path

from tests.support.devtools import Page, opened_browser
from tests.support.drills import alarm_set, error_rate, metric_alarm, outcome_of
from tests.support.preview import dashboard, expression, metric, panel
from tests.support.project import ROOT
from tocsin.preview import Dashboard, drill_scene, preview_page

DRILL = """
alarm: error-rate
series:
  - {id: errors, values: 1x20 9x10 1x10}
  - {id: requests, values: 100..60x20 60..100x20}
  - {metric: Orders, dimensions: {Stage: prod}, values: 30..50x20 8x10 50..30x10}
expect: [{timeline: [OK, ALARM at 22m, OK at 32m]}]
"""
COLOURS = ROOT / "tests" / "preview" / "colours.json"
WINDOW = (1440, 1250)
SQUARE = 20
"""Pixels of a side."""
FAR = 16
"""How much a colour differs, of 255, that is another one."""

BLANK = """
[...document.querySelectorAll("article")].filter((panel) => {
    const canvases = [...panel.querySelectorAll("canvas")];
    const isChart = panel.dataset.type === "timeseries" && panel.dataset.drawn === "yes";
    return (isChart && !canvases.length) || canvases.some(({width, height}, index) => {
        const copy = new OffscreenCanvas(width, height).getContext("2d");
        copy.drawImage(canvases[index], 0, 0);
        const pixels = copy.getImageData(0, 0, width, height).data;
        return new Set(new Uint32Array(pixels.buffer)).size < 3;
    });
}).map((panel) => panel.dataset.panel)
"""
"""In the page, the ids of panels that have a chart with nothing in it, or lack it."""

_WITHOUT_TEXT = "<style>* {color: transparent !important}</style>"

_STEPS = [
    {"color": "dark-blue", "value": None},
    {"color": "#EAB839", "value": 5.0},
    {"color": "red", "value": 10.0},
]
_DEFAULTS = {
    "unit": "percent",
    "min": 0,
    "max": 100,
    "thresholds": {"mode": "absolute", "steps": _STEPS},
    "custom": {"fillOpacity": 8, "lineWidth": 2, "thresholdsStyle": {"mode": "dashed"}},
}
_FIELDS = {"defaults": _DEFAULTS, "overrides": []}
_WITHOUT: dict[str, object] = {"dimensions": {}}


def every_kind(words: str = "Revenue") -> Dashboard:
    """Return a dashboard with a panel of each kind, and a closed row.

    Args:
        words: The title of the third panel, and a part of its description and of a text.
    """
    rate = (
        metric("A", "Errors", hide=True, **_WITHOUT),
        metric("B", "Requests", hide=True, **_WITHOUT),
        expression("C", "100 * errors / requests", label="Failed"),
    )
    several = (metric("A", "Errors", **_WITHOUT), metric("B", "Requests", **_WITHOUT))

    def place(x: int, y: int, w: int = 8, h: int = 6) -> dict[str, int]:
        return {"x": x, "y": y, "w": w, "h": h}

    links = f"- [{words}](https://example.com/first)\n- [this dashboard](/d/shop?from=now-3h)"
    text = f"# Runbook\n\n{links}\n- then <b>look</b> & wait"
    fields: dict[str, object] = {"fieldConfig": _FIELDS}
    told = {**fields, "description": "**Much** is bad"}
    asked = {"refId": "A", "queryMode": "Logs", "expression": "fields @message | limit 20"}
    closed = panel(metric("A", "Orders"), id=20, gridPos=place(0, 30), title="Orders")
    return dashboard(
        {"id": 10, "type": "row", "title": "Now", "gridPos": place(0, 0, 24, 1)},
        panel(*rate, id=1, gridPos=place(0, 1), title="Failed", **told),
        panel(*several, id=2, gridPos=place(8, 1), title="Traffic"),
        panel(metric("A", "Revenue"), id=3, gridPos=place(16, 1), title=words, description=words),
        panel(*rate, id=4, gridPos=place(0, 7), title="Now", type="stat", **fields),
        panel(*several, id=5, gridPos=place(8, 7), title="Bars", type="bargauge", **fields),
        panel(*rate, id=6, gridPos=place(16, 7), title="Gauge", type="gauge", **fields),
        panel(*several, id=7, gridPos=place(0, 13), title="Table", type="table"),
        panel(id=8, gridPos=place(8, 13), title="", type="text", options={"content": text}),
        panel(*rate, id=9, gridPos=place(16, 13), title="States", type="state-timeline", **fields),
        panel(id=11, gridPos=place(0, 19), title="Who calls whom", type="nodeGraph"),
        panel(asked, id=12, gridPos=place(8, 19), title="Events", type="logs"),
        panel(*rate, id=13, gridPos=place(16, 19), title="Heat", type="heatmap"),
        {
            "id": 14,
            "type": "row",
            "title": "More",
            "collapsed": True,
            "gridPos": place(0, 25, 24, 1),
            "panels": [closed],
        },
        annotations={"list": [{"target": {"alarmNamePrefix": "error-"}}]},
    )


def written_page(folder: Path, drill: str = DRILL, *, words: str = "Revenue") -> Path:
    """Write the page of `every_kind` with data of a drill."""
    alarms = alarm_set(folder, ErrorRate=error_rate(), NoOrders=metric_alarm("no-orders"))
    board = every_kind(words)
    scene = drill_scene(outcome_of(alarms, drill), [board])
    page = folder / "page.html"
    text = preview_page([board], [scene], source="A drill", nothing="no data in this drill")
    page.write_text(text, encoding="utf-8")
    return page


def opened(browser: Page, file: Path, fragment: str = "") -> Page:
    """Open the page, unless it is shown already, and wait until its charts are drawn."""
    if not browser.shows(file, fragment):
        browser.open(file, fragment)
    browser.wait("document.querySelectorAll('article').length > 0")
    browser.wait(f"document.querySelectorAll('article canvas').length > 0 && !({BLANK}).length")
    return browser


def colours(page: Page) -> list[list[int]]:
    """Return the colours of the open row without its texts, square by square.

    What is left is where no font of another machine matters: shapes and their colours.
    """
    page.evaluate(f"document.head.insertAdjacentHTML('beforeend', {json.dumps(_WITHOUT_TEXT)})")
    pixels = page.pixels(page.photograph("section > div"))
    down, across = (length // SQUARE for length in pixels.shape[:2])
    whole = pixels[: down * SQUARE, : across * SQUARE]
    squares = whole.reshape(down, SQUARE, across, SQUARE, 3).mean(axis=(1, 3))
    found: list[list[int]] = squares.round().astype(int).reshape(-1, 3).tolist()
    return found


def far(before: list[list[int]], now: list[list[int]]) -> float:
    """Return the share of the squares that have another colour."""
    assert len(now) == len(before)
    pairs = zip(before, now, strict=True)
    differing = [max(abs(a - b) for a, b in zip(*pair, strict=True)) > FAR for pair in pairs]
    return sum(differing) / len(differing)


def take() -> None:
    """Write how the page looks in both themes."""
    with tempfile.TemporaryDirectory() as folder, opened_browser() as browser:
        browser.size(*WINDOW)
        file = written_page(Path(folder))
        found = {
            theme: colours(opened(browser, file, f"theme={theme}")) for theme in ("dark", "light")
        }
    COLOURS.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    take()
