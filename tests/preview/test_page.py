"""The page holds all that it needs, and nothing of the input acts in it."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

from tests.support.preview import START, dashboard, panel
from tocsin.preview import Scene, preview_page
from tocsin.preview.alarm_spans import AlarmSpan
from tocsin.preview.panel_data import PanelData

HOSTILE = "</script><script>alert(1)</script><!--\u2028\u2029 & ' \" {data} {script}"
DATA = re.compile(r'<script type="application/json" id="page-data">(.*?)</script>', re.DOTALL)


def page(title: str = "Shop") -> str:
    """Return a page with *title* wherever a text can stand."""
    shown = dashboard(panel(title=title, description=title), title=title, uid=title)
    notes = PanelData(series=(), notes=(title,))
    span = AlarmSpan(alarm=title, begins=START, ends=None)
    scene = Scene(
        name=title,
        start=START,
        end=START + 60,
        data={title: {"1": notes}},
        alarms={title: (span,)},
    )
    return preview_page([shown], [scene], source=title, nothing=title)


class Elements(HTMLParser):
    """Counts elements as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element, and of what it loads."""
        self.seen.append(tag)
        assert not {"src", "href"} & {name for name, _ in attrs}


def test_no_text_of_the_input_can_act() -> None:
    """The same elements are there whatever it is."""
    plain, hostile = Elements(), Elements()
    plain.feed(page())
    hostile.feed(page(HOSTILE))

    assert hostile.seen == plain.seen
    assert plain.seen.count("script") == 2


def test_data_are_as_they_were_given() -> None:
    """Only characters that would act are replaced."""
    written = DATA.search(page(HOSTILE))
    assert written
    document = json.loads(written[1])

    assert not set("<>&\u2028\u2029") & set(written[1])
    assert document["dashboards"][0]["panels"][0]["title"].startswith("</script><script>")
    assert document["scenes"][0]["from"] == START * 1000
    assert document["scenes"][0]["alarms"] == {
        document["dashboards"][0]["uid"]: [
            {"alarm": document["scenes"][0]["name"], "begins": START * 1000, "ends": None}
        ]
    }


def test_only_the_script_of_the_page_may_run_and_nothing_be_fetched() -> None:
    """By its policy, which names the script's hash."""
    text = page()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)
    assert policy
    assert script
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()

    assert f"script-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none';")
    assert "http" not in policy[1]


def test_the_same_input_gives_the_same_page() -> None:
    """Nothing of the clock is in it."""
    assert page() == page()
