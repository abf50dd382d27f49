import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support.recorded import alarm_resource, assembly, query, recorded
from tocsin.backtest.backtest import BackTest, back_test
from tocsin.backtest.report import BackTestReport, back_test_document, html_page
from tocsin.backtest.report.report import noisy_curves
from tocsin.simulation import AlarmSet

VALUES = ([0] * 20 + [9] * 10) * 48
VOID = {"meta", "br", "hr", "img", "input", "link"}


def _test(folder: Path, *alarms: dict[str, object]) -> BackTest:
    made = AlarmSet.of(assembly(folder, *alarms))
    return back_test(made, recorded(folder, (query(), VALUES)))


@pytest.fixture
def report(tmp_path: Path) -> BackTestReport:
    """A report with everything in it: a base, curves, gaps, odd names."""
    missing = alarm_resource("orders", MetricName="Orders")
    odd = alarm_resource("<b>errors</b> & more")
    test = _test(tmp_path, odd, missing)
    base = _test(tmp_path, alarm_resource("<b>errors</b> & more", Threshold=99))
    return BackTestReport(
        subject="cdk.out",
        test=test,
        base=base,
        base_subject="main/cdk.out",
        curves=noisy_curves(test),
    )


class _Outline(HTMLParser):
    """Notes headings, and that every element is closed in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []
        self.unlabelled: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "svg" and not dict(attrs).get("aria-label"):
            self.unlabelled.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"h1", "h2"}:
            self.headings.append(data)


def test_page_is_well_formed(report: BackTestReport) -> None:
    """Each part has a heading, each chart a label, and each element its end."""
    outline = _Outline()

    outline.feed(html_page(report))

    assert outline.open == []
    assert outline.unlabelled == []
    assert outline.headings == [
        "Back-test",
        "Alerts by day",
        "Alerts by hour of the day (UTC)",
        "Before and after",
        "When alarms were in ALARM",
        "Other thresholds",
        "Alarms",
        "Not tested",
    ]


def test_page_needs_nothing_else(report: BackTestReport) -> None:
    """The page asks for nothing, runs no script, and knows light and dark."""
    page = html_page(report)

    assert re.findall(r"https?://|<script|<link|@import|url\(|src=", page) == []
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_names_are_escaped(report: BackTestReport) -> None:
    """A name of an alarm is text, whatever stands in it."""
    page = html_page(report)

    assert "<b>errors" not in page
    assert "&lt;b&gt;errors&lt;/b&gt; &amp; more" in page


def test_quiet_week_has_a_page(tmp_path: Path) -> None:
    """Where nothing fired the page says so, and draws no empty charts of alarms."""
    page = html_page(
        BackTestReport(subject="t", test=_test(tmp_path, alarm_resource("a", Threshold=99)))
    )

    assert "There was no alert." in page
    assert "No alarm went to ALARM." in page
    assert "When alarms were in ALARM" not in page


def test_document_says_the_same(report: BackTestReport) -> None:
    """The JSON has what the page has, in numbers."""
    document = back_test_document(report)

    (alarm,) = document["alarms"]
    assert document["pages"] == len(alarm["pages"]) == 48
    assert document["pages_a_week"] == alarm["pages_a_week"] == 48 * 7
    assert document["pages_a_week_by_severity"]["critical"] == 336
    assert sum(hour["critical"] for hour in document["pages_by_hour"]) == 48
    assert alarm["longest"]["minutes"] == 10
    assert [each["firings"] for each in alarm["flapping"]] == [48]
    assert [each["alarm"] for each in document["without_data"]] == ["orders"]
    assert document["base"]["pages"] == 0
    assert {each["alarm"]: each["presence"] for each in document["changes"]} == {
        "<b>errors</b> & more": "kept",
        "orders": "added",
    }
    assert document["threshold_curves"][0]["threshold"] == 5
