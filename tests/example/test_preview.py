"""The shop's own dashboards, drawn in a real browser with the data of a drill."""

import json
from collections.abc import Iterator

import pytest

from tests.example.preview import PICTURE, write_page
from tests.own.system import DASHBOARDS, VIEWPOINT_FILE
from tests.support.assemblies import shared_assemblies
from tests.support.browser import browser_program
from tests.support.devtools import Page, opened_browser
from tests.support.preview_browser import BLANK, WINDOW, opened
from tests.support.project import ROOT
from tocsin.preview import Dashboard

BOARDS = {
    each.uid: each
    for each in (
        Dashboard(json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(DASHBOARDS.glob("*.json"))
    )
}
PANELS = "[...document.querySelectorAll('article')].map((each) => each.dataset.panel)"
needs_browser = pytest.mark.skipif(
    not browser_program(), reason="no browser is installed; `make browser` installs Chromium"
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page of all dashboards, with all rows open."""
    assemblies = shared_assemblies(tmp_path_factory.getbasetemp(), VIEWPOINT_FILE, ["prod"])
    file = tmp_path_factory.mktemp("page") / "page.html"
    write_page(file, assemblies["prod"])
    with opened_browser() as browser:
        browser.size(*WINDOW)
        yield opened(browser, file, "board=shop-prod-checkout&open=all")


@pytest.mark.slow
@needs_browser
@pytest.mark.parametrize("uid", sorted(BOARDS))
def test_every_panel_of_every_dashboard_is_drawn(shown: Page, uid: str) -> None:
    """As many as its JSON has, none blank, and the console says nothing."""
    shown.evaluate(f"location.hash = 'board={uid}&open=all'")
    wanted = " ".join(sorted(str(panel["id"]) for panel in BOARDS[uid].panels))
    shown.wait(f"{PANELS}.sort().join(' ') === '{wanted}'")

    shown.wait(f"!({BLANK}).length")
    assert (shown.messages, shown.requests) == ([], [])


def test_the_readme_shows_a_picture_that_loads_soon() -> None:
    """Of less than 200 kB; it is 1440 pixels wide."""
    picture = PICTURE.read_bytes()

    assert f"]({PICTURE.relative_to(ROOT)})" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(picture) < 200_000
    assert int.from_bytes(picture[16:20], "big") == 1440
