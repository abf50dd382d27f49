"""Markdown, SARIF, annotations and the page of a review: what each says of what changes."""

import json
import re
from pathlib import Path

import pytest

from tests.support.command_line import run
from tests.support.rendered import Rendered, rendered_markdown
from tests.support.review_results import change, result
from tests.support.sarif import check_valid
from tocsin.cli.review_report import (
    review_annotations,
    review_markdown,
    review_page,
    review_sarif,
)
from tocsin.review import PageTimeChange

HOSTILE = (
    "@everyone #1 GH-2 !3 $4 ~5 %6 [a](http://evil.example) <img src=x onerror=alert(1)> | a | "
    "`b` **c** www.evil.example https://evil.example a@evil.example </td></table></details>\n"
    "/close\n::error::x\x1b[31m --> <!-- tocsin-comment: review -->"
)
_TELLS = re.compile(r"(?<![\w/])@\w|#\d|\bGH-\d|!\d|\$\d|~\d|%\d")
"""What forges make mentions and references of, as they look for it in what is shown."""


def test_a_comment_begins_with_how_much_and_what_matters() -> None:
    """Whoever reads one line knows whether to read on."""
    text = review_markdown(
        result(
            change("a", why="it waits for more", fix="ask for 3 of 3"),
            change("b"),
            change("c", kind="alarm/added", severity="info", matters=False, what="is new"),
        )
    )
    lines = [line for line in text.splitlines() if line]

    assert lines[0].startswith("## Tocsin")
    assert lines[1] == (
        "2 changes need a look (2 critical), 1 other change; 12 → 13 alarms in 2 stacks."
    )
    assert lines[2] == (
        "- **critical** · checkout: Alarm a fires later: 3 → 9 minutes. The same of b."
    )
    assert lines[3] == "<details><summary><b>checkout</b>: 2 critical, 1 other</summary>"
    assert "<i>why:</i> it waits for more<br><i>fix:</i> ask for 3 of 3" in text
    assert lines[-1] == "<sub>From origin/main to cdk.out; asks for a look from info on.</sub>"


def test_nothing_is_said_in_one_line() -> None:
    """A comment that is not needed is short."""
    text = review_markdown(result())

    assert "Nothing changes for the people on call; 12 → 13 alarms in 2 stacks." in text
    assert "<details>" not in text


def test_nothing_of_a_template_acts_in_a_comment() -> None:
    """Neither mentions nor links, neither elements nor columns, neither commands nor markers."""
    hostile = change(HOSTILE, what=f"is {HOSTILE}", service=HOSTILE, why=HOSTILE, fix=HOSTILE)
    text = review_markdown(result(hostile, base=HOSTILE))
    seen = rendered_markdown(text)

    assert seen.tags == {
        "b", "br", "details", "h2", "i", "li", "p", "strong", "sub", "summary", "table", "td",
        "tr", "ul",
    }  # fmt: skip
    assert seen.attributes == []
    assert not _TELLS.search(seen.text)
    assert "<!-- tocsin-comment" not in text
    assert not re.search(r"^/|\x1b", text, re.MULTILINE)
    assert seen.text.count("alert(1)") == text.count("alert(1)")


@pytest.mark.parametrize("said", ["is gone", "fires {n} minutes later → 🔥 @ops"])
def test_a_long_comment_is_cut_and_says_so(said: str) -> None:
    """What matters most is there, tables are whole, and what is missing is counted."""
    changes = [change(f"alarm-{n}", what=said.format(n=n)) for n in range(5000)]
    text = review_markdown(result(*changes))
    is_cut = re.search(r"([\d,]+) more kinds of changes are not shown", text)

    assert len(text.encode()) < 65_000
    assert bool(is_cut) == ("{n}" in said)
    shown = text.count("<tr>")
    assert (int(is_cut[1].replace(",", "")) + shown if is_cut else 5000) == 5000
    assert text.count("<table>") == text.count("</table></details>") == 1
    assert text.rstrip().endswith("</sub>")


def test_one_sentence_of_any_length_breaks_nothing() -> None:
    """A name may have as many characters as somebody writes."""
    long = [change(letter * 90_000, why=letter * 90_000) for letter in "@#x"]
    text = review_markdown(result(*long, change("y", severity="warning")))

    assert "Alarm y fires later" in text
    assert len(text.encode()) < 65_000


def test_sarif_has_what_matters() -> None:
    """Valid by the schema, with a fingerprint, and a level that follows from the severity."""
    text = review_sarif(
        result(
            change("a", fix="do [it](http://x)"),
            change("b", severity="info", matters=False),
            change(HOSTILE, severity="warning", kind="alarm/removed", what=HOSTILE),
        )
    )
    results = check_valid(text)["results"]

    assert [(each["ruleId"], each["level"]) for each in results] == [
        ("alarm/fires-later", "error"),
        ("alarm/removed", "warning"),
    ]
    assert results[0]["message"]["text"] == (
        "Alarm a fires later: 3 → 9 minutes.\nFix: do [it] (http://x)"
    )
    (location,) = results[0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "cdk.out/shop.json"
    assert location["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert len({each["partialFingerprints"]["tocsin/v1"] for each in results}) == 2


def test_annotations_stand_at_their_lines() -> None:
    """Those that say something new come first; what does not matter is not annotated."""
    text = review_annotations(
        result(
            change("a"),
            change("b"),
            change("c", severity="warning", what="is gone, no\nnews"),
            change("d", severity="info", matters=False),
        )
    )
    lines = text.splitlines()

    assert [line.partition(" ")[0] for line in lines] == ["::error", "::warning", "::error"]
    assert lines[0] == (
        "::error file=cdk.out/shop.json,line=3,col=5,title=alarm/fires-later"
        "::Alarm a fires later: 3 → 9 minutes."
    )


def test_the_page_shows_how_soon_alarms_page() -> None:
    """Each alarm has a line in the chart, and a row in its table."""
    slower = PageTimeChange(
        name="no-orders", service="checkout", severity="critical", before=190, after=550,
        promised=300,
    )  # fmt: skip
    text = review_page(result(change("no-orders"), page_times=(slower,)))

    assert text.count('class="move worse-line"') == 1
    assert "no-orders: 3m10s → 9m10s" in text
    assert "critical promises 5m" in text
    assert "From origin/main to cdk.out" in text


def test_nothing_of_a_template_acts_on_the_page() -> None:
    """It is shown as it is."""
    hostile = change(HOSTILE, what=f"is {HOSTILE}", service=HOSTILE, why=HOSTILE, fix=HOSTILE)
    times = PageTimeChange(
        name=HOSTILE, service=HOSTILE, severity=None, before=1, after=2, promised=None
    )
    seen = Rendered(review_page(result(hostile, base=HOSTILE, page_times=(times,))))

    assert seen.tags.isdisjoint({"img", "script", "a", "iframe", "link"})
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "src"]
    assert "<img src=x onerror=alert(1)>" in seen.text


def _templates(folder: Path) -> tuple[Path, Path]:
    properties = {
        "AlarmName": "no-orders",
        "Namespace": "Shop",
        "MetricName": "Orders",
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 3,
        "Threshold": 1,
        "ComparisonOperator": "LessThanThreshold",
    }
    paths = folder / "base.json", folder / "head.json"
    for path, periods in zip(paths, (3, 9), strict=True):
        alarm = {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {**properties, "EvaluationPeriods": periods},
        }
        path.write_text(json.dumps({"Resources": {"NoOrders": alarm}}, indent=2))
    return paths


def test_the_command_writes_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one run, beside what it prints."""
    base, head = _templates(tmp_path)
    monkeypatch.chdir(tmp_path)
    outcome = run(
        "diff", base, head, "--github", "--markdown", "r.md", "--sarif", "r.sarif", "--html",
        "r.html",
    )  # fmt: skip

    assert outcome.exit_code == 1
    assert outcome.output.startswith("::stop-commands::")
    assert "::warning file=head.json,line=" in outcome.output
    assert "fires later: 3 → 9 minutes" in Path("r.md").read_text()
    assert check_valid(Path("r.sarif").read_text())["results"][0]["ruleId"] == "alarm/fires-later"
    assert "How soon alarms page" in Path("r.html").read_text()


def test_the_page_shows_what_it_costs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar for before and one for after, of each thing whose cost changes, and what all costs."""
    base, head = _templates(tmp_path)
    template = json.loads(head.read_text())
    body = {"DashboardName": "shop", "DashboardBody": "{}"}
    template["Resources"]["Board"] = {"Type": "AWS::CloudWatch::Dashboard", "Properties": body}
    head.write_text(json.dumps(template))
    monkeypatch.chdir(tmp_path)
    run("diff", base, head, "--html", "r.html", "--markdown", "r.md")
    page = Path("r.html").read_text()

    assert "What monitoring costs a month" in page
    assert page.count("<title>CloudWatch dashboards: 0.00 → 3.00 USD") == 2
    assert "Monitoring costs 0.40 → 3.40 USD a month." in Path("r.md").read_text()


def test_what_failed_stands_in_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for a comment finds the reason in it."""
    monkeypatch.chdir(tmp_path)
    outcome = run("diff", "none.json", "other.json", "--markdown", "r.md", "--sarif", "r.sarif")

    assert outcome.exit_code == 2
    assert "The change could not be reviewed." in Path("r.md").read_text()
    invocation = check_valid(Path("r.sarif").read_text())["invocations"][0]
    assert invocation["executionSuccessful"] is False


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--markdown", "base.json"), "it would overwrite what is read"),
        (("--markdown", "a", "--sarif", "a"), "it would overwrite what --markdown writes|--sarif"),
        (("--github", "--json"), "it would stand within the JSON"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is read or written."""
    base, head = _templates(tmp_path)
    monkeypatch.chdir(tmp_path)
    outcome = run("diff", base, head, *arguments)

    assert outcome.exit_code == 2
    assert re.search(said, outcome.errors)
