"""The page in a real browser: all is drawn, in both themes, for the keyboard and without a word.

Pictures are compared by the mean colours of squares of 20 pixels, without their texts. Other fonts
than those of the machine on which they were taken make up to 1.2 % of the squares another colour,
because they move axes and legends. One mark of an alarm less makes 2 %.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.support.browser import browser_program
from tests.support.devtools import Page, opened_browser
from tests.support.preview_browser import (
    COLOURS,
    DRILL,
    WINDOW,
    colours,
    every_kind,
    far,
    opened,
    written_page,
)
from tocsin.preview import Dashboard, Scene, preview_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not browser_program(), reason="no browser is installed; `make browser` installs Chromium"
    ),
]

MAY_DIFFER = 0.016
"""Of the squares of a picture, where fonts are others."""

STATES = (
    "Object.fromEntries([...document.querySelectorAll('article')]"
    ".map((each) => [each.dataset.panel, each.dataset.drawn]))"
)
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    """One browser for all tests."""
    with opened_browser() as page:
        page.size(*WINDOW)
        yield page


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a panel of each kind."""
    return written_page(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module", params=["dark", "light"])
def theme(request: pytest.FixtureRequest) -> str:
    """Both themes, one after the other, so that each page is opened once."""
    return str(request.param)


def test_every_panel_is_drawn_and_nothing_is_said_or_fetched(
    browser: Page, file: Path, theme: str
) -> None:
    """With closed rows opened: as many panels as the dashboard has."""
    page = opened(browser, file, f"theme={theme}&open=all")

    states = page.evaluate(STATES)
    assert set(states) == {str(panel["id"]) for panel in every_kind().panels}
    assert states == {
        **dict.fromkeys(["1", "2", "4", "5", "7", "8", "20"], "yes"),
        **dict.fromkeys(["6", "9", "11", "12", "13"], "stand-in"),
        "3": "no data",
    }
    assert page.messages == []
    assert page.requests == []


def test_pictures_are_as_they_were(browser: Page, file: Path, theme: str) -> None:
    """`python -m tests.support.preview_browser` takes them anew, for whoever changes the page."""
    before = json.loads(COLOURS.read_text())[theme]

    assert far(before, colours(opened(browser, file, f"theme={theme}&open=all"))) <= MAY_DIFFER


def test_a_closed_row_is_closed_at_first(browser: Page, file: Path) -> None:
    """As in Grafana; it says how many panels it has."""
    page = opened(browser, file)

    assert "20" not in page.evaluate(STATES)
    assert "More (1 panel)" in page.evaluate("document.body.innerText")


@pytest.mark.parametrize(("scheme", "other"), [("dark", "Light"), ("light", "Dark")])
def test_the_theme_is_that_of_the_system_until_another_is_chosen(
    browser: Page, file: Path, scheme: str, other: str
) -> None:
    """By the keyboard; the address then says which."""
    browser.prefer(scheme)
    page = opened(browser, file)
    button = f"[...document.querySelectorAll('button')].find((it) => it.innerText === '{other}')"
    page.wait(f"{button} !== undefined")
    before = page.evaluate(BACKGROUND)

    page.evaluate(f"{button}.focus()")
    page.press("Enter")
    page.wait(f"{BACKGROUND} !== {json.dumps(before)}")

    assert page.evaluate("location.hash") == f"#theme={other.lower()}"
    assert page.messages == []


def test_a_link_to_a_dashboard_of_the_page_shows_it(browser: Page, file: Path) -> None:
    """No server is there to which it could lead."""
    page = opened(browser, file)

    page.evaluate("document.querySelector('a[href^=\"/d/shop\"]').click()")
    page.wait("location.hash === '#board=shop'")

    assert page.messages == []


def test_rows_open_and_close_by_the_keyboard(browser: Page, file: Path) -> None:
    """And say which of both they are."""
    page = opened(browser, file)
    row = "document.querySelector('h2 button[aria-expanded=\"false\"]')"

    page.evaluate(f"{row}.focus()")
    page.press("Enter")
    page.wait("document.querySelector('[data-panel=\"20\"]') !== null")

    assert page.evaluate(f"{row} === null")
    page.press("Enter")
    page.wait("document.querySelector('[data-panel=\"20\"]') === null")


def test_what_is_seen_is_also_said(browser: Page, file: Path) -> None:
    """For those who do not see it: headings, charts in words, alarms in a table."""
    page = opened(browser, file)
    found = "document.querySelectorAll('header h1, main > div > section > h2')"
    headings = page.evaluate(f"[...{found}].map((each) => each.innerText)")
    chart = page.evaluate("document.querySelector('[data-panel=\"1\"] [role=img]').ariaLabel")
    alarms = page.evaluate("document.querySelector('table').textContent")

    assert headings[0] == "Shop"
    assert [each.strip() for each in headings[1:]] == ["Now", "More (1 panel)"]
    assert chart == "Failed, 00:00 to 00:40. Failed: least 1%, most 15%, last 1%"
    assert "error-rate00:2200:32" in alarms
    assert page.evaluate("document.documentElement.lang") == "en"


def test_what_is_not_drawn_by_grafana_says_so(browser: Page, file: Path) -> None:
    """And what a panel would ask, of which there are no data."""
    page = opened(browser, file)
    texts: Mapping[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('article')]"
        ".map((each) => [each.dataset.panel, each.innerText]))"
    )

    assert "no data in this drill" in texts["3"]
    assert "Grafana does not publish its panel “state-timeline”" in texts["9"]
    assert "Grafana does not publish its panel “nodeGraph”, and it is not drawn" in texts["11"]
    assert "fields @message | limit 20" in texts["12"]
    assert "There are data." in texts["13"]


def test_texts_of_a_dashboard_do_not_act(browser: Page, tmp_path: Path) -> None:
    """Titles are shown as they are; Markdown loses what could run."""
    text = "<img src=x onerror='document.title=1'><script>document.title=1</script>"
    page = opened(browser, written_page(tmp_path, words=text))

    assert page.evaluate("document.title") == "Shop (preview)"
    assert page.evaluate("document.querySelectorAll('article script').length") == 0
    assert text in page.evaluate("document.querySelector('[data-panel=\"3\"] h2').innerText")


def test_a_narrow_window_shows_panels_below_each_other(browser: Page, file: Path) -> None:
    """None is cut off."""
    browser.size(400, 800)
    try:
        page = opened(browser, file)
        lefts = page.evaluate(
            "[...document.querySelectorAll('article')].map((it) => it.getBoundingClientRect().left)"
        )
        assert len(set(lefts)) == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
    finally:
        browser.size(*WINDOW)


def test_pictures_differ_where_the_data_do(browser: Page, tmp_path: Path) -> None:
    """So that the comparison of pictures can fail: no alarm fires in these."""
    quiet = DRILL.replace("9x10", "1x10").replace(", ALARM at 22m, OK at 32m", "")
    before = json.loads(COLOURS.read_text())["dark"]

    now = colours(opened(browser, written_page(tmp_path, quiet), "theme=dark"))

    assert far(before, now) > MAY_DIFFER


def test_odd_dashboards_are_drawn_as_far_as_they_can_be(browser: Page, tmp_path: Path) -> None:
    """One panel that fails leaves the others as they are."""
    odd = Dashboard(
        {
            "panels": [
                {"type": "timeseries", "targets": "none"},
                {"type": "stat", "id": "x", "options": None, "fieldConfig": 5},
                {"type": "row", "panels": None},
                {"type": "text", "options": {"content": 12}},
                {"type": "graph"},
                None,
            ],
            "templating": 7,
            "annotations": [],
        }
    )
    scene = Scene(name="nothing", start=0, end=60, data={}, alarms={})
    file = tmp_path / "odd.html"
    file.write_text(preview_page([odd], [scene], source="Nothing", nothing="no data"))

    browser.open(file)
    browser.wait("document.querySelectorAll('article').length === 4")

    assert browser.messages == []
