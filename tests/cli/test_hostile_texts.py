"""Nothing that stands in an input acts on whoever reads what a command says of it.

Each test puts texts that colour, erase, hide, turn around or forge lines wherever an input may
have a text, and looks at every character that comes out: in the terminal, and in each file.
"""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from tests.support.command_line import Outcome, run
from tests.support.properties import ONE_FOLDER
from tests.support.recorded import MONDAY, alarm_resource, answer, query, template
from tests.support.viewpoints import SMALL
from tocsin.diagnostics import read_yaml
from tocsin.evaluation.conformance.__main__ import main as conformance

FORGED = "FORGED"
SIGNS = [
    *("\x1b[31m", "\x1b]8;;http://a\x07", "\x9b2J", "\x07", "\x08", "\r", "\x7f", "\x85", "\t"),
    *("\u202e", "\u2066", "\u2069", "\u200b", "\u200e", "\ufeff", "\u2028", "\u2029", "\u00ad"),
    *("\U000e0041", "\ufffe", "[red]", "[/x]", "[prod] api [/x]", ":100:", "<b>&amp;", "]]>", "'"),
    *("`", "|", "%s", "{0}", "${x}", "注文", "é", "a", " "),
    f"\n{FORGED}",
]
texts = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=12).map("".join)
few = settings(
    suppress_health_check=ONE_FOLDER,
    max_examples=5,
    # What fails is small already, and to make it smaller takes a minute.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _check(text: str, *, may_forge: bool = False) -> None:
    acting = {each for each in text if not each.isprintable()} - {"\n"}
    assert acting - {"\t"} == set(), text
    assert "\t" not in acting or may_forge, text
    if not may_forge:
        assert not [line for line in text.splitlines() if line.startswith(FORGED)], text


def _checked(*arguments: str | Path) -> Outcome:
    outcome = run(*arguments)
    _check(outcome.output)
    _check(outcome.errors)
    return outcome


def _written(*paths: Path) -> Iterator[str]:
    for path in paths:
        text = path.read_text()
        _check(text, may_forge=True)
        yield text
        path.unlink()


def _yaml(document: object) -> str:
    return yaml.safe_dump(document, sort_keys=False)


def _alarm(text: str) -> dict[str, Any]:
    return alarm_resource(
        text,
        AlarmDescription=text,
        Namespace=f"Shop{text}",
        MetricName=text,
        Dimensions=[{"Name": "Service", "Value": text}],
        AlarmActions=[{"Ref": "Topic"}, f"arn:aws:sns:eu-west-1:111122223333:{text}"],
        Tags=[{"Key": "tocsin:severity", "Value": "critical"}, {"Key": text, "Value": text}],
    )


def _template(text: str) -> dict[str, Any]:
    made: dict[str, Any] = template(_alarm(text), _alarm("quiet"))
    subscription = {"Protocol": "email", "Endpoint": f"{text}@example.com"}
    made["Resources"][f"Odd{text}"] = {"Type": text, "Properties": {text: text}}
    made["Resources"]["Topic"] = {
        "Type": "AWS::SNS::Topic",
        "Properties": {"TopicName": f"{text}-critical", "Subscription": [subscription]},
    }
    made["Resources"]["Composite"] = {
        "Type": "AWS::CloudWatch::CompositeAlarm",
        "Properties": {
            "AlarmName": f"all {text}",
            "AlarmRule": f'ALARM("{text}")',
            "AlarmActions": [{"Ref": "Topic"}],
        },
    }
    made["Resources"]["Queue"] = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": text}}
    made["Parameters"] = {text: {"Type": "String", "Default": text}}
    made["Description"] = text
    return made


def _drill(text: str, alarm: str) -> dict[str, Any]:
    return {
        "means": text,
        "alarm": alarm,
        "values": "0x5 9x5",
        "expect": [{"timeline": ["OK"]}, {"paged": f"{text}@example.com", "within": "5m"}],
    }


@few
@given(text=texts)
@example(text=f"a\n{FORGED}")
def test_what_drills_say(text: str) -> None:
    """Of templates and drills: as text, as JSON and as JUnit, with coverage and mutants."""
    Path("t.json").write_text(json.dumps(_template(text)))
    name = text.strip() or "x"
    drills = {name: _drill(text, text), f"{name} quiet": _drill(text, "quiet")}
    Path("good.yaml").write_text(_yaml({"drills": {"q": _drill(text, "quiet")}}))
    Path("d.yaml").write_text(_yaml({"drills": drills}))
    Path("wrong.yaml").write_text(_yaml({text: text, "drills": {name: {text: text}}}))
    shown = ("-a", "t.json", "--coverage", "--junit", "junit.xml")

    assert _checked("test", "good.yaml", *shown).exit_code < 2
    for file in ("good.yaml", "d.yaml", "wrong.yaml"):
        _checked("test", file, *shown, "--mutate")
        json.loads(_checked("test", file, *shown, "--json").output or "{}")
    _checked("test", "d.yaml", *shown, "-k", text, "-p", f"{text}={text}")
    list(_written(*Path().glob("junit.xml")))


@few
@given(text=texts)
@example(text=f"a\n{FORGED}")
def test_what_checks_say(text: str) -> None:
    """Of templates and of waivers: as text, as JSON and in each file that they write."""
    made = _template(text)
    waiver = {"check": text, "because": text, "until": text, text: text}
    right = {"check": "alarm/no-action", "because": text}
    for key, waivers in (("Queue", [waiver]), ("Composite", text), ("Topic", [right])):
        made["Resources"][key]["Metadata"] = {
            "aws:cdk:path": text,
            "tocsin": {"waive": waivers, text: 1},
        }
    silent = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": text}}
    made["Resources"] |= {f"Silent{text}": silent, f"Waived{text}": {**silent}}
    Path("t.json").write_text(json.dumps(made))
    settings_file = {
        "checks": {"waive": [{**right, "resource": f"Waived{text}"}, {**right, "resource": text}]}
    }
    Path("right.yaml").write_text(_yaml(settings_file))
    Path("wrong.yaml").write_text(_yaml({"checks": {"only": text, "skip": [text], text: text}}))
    files = {
        "--sarif": "s.sarif",
        "--junit": "j.xml",
        "--checkstyle": "c.xml",
        "--gitlab": "g.json",
        "--markdown": "m.md",
    }
    written = [part for pair in files.items() for part in pair]
    everything = ("--all", "--notes", "--undecided")

    for options in ((), ("--settings", "right.yaml"), ("--settings", "wrong.yaml")):
        _checked("check", "t.json", *options, *everything, *written)
        for file, content in zip(files.values(), _written(*map(Path, files.values())), strict=True):
            assert content, file
        _checked("check", "t.json", *options, "--github")
        json.loads(_checked("check", "t.json", *options, "--json").output)
    assert _checked("check", "t.json", "--write-baseline", "b.yaml").exit_code == 0
    _check(Path("b.yaml").read_text())
    Path("gone.json").write_text(json.dumps({"Resources": {"A": {"Type": "Custom::A"}}}))
    _checked("check", "gone.json", "t.json", "--baseline", "b.yaml", "--only", "alarm")
    Path("b.yaml").write_text(_yaml({"version": 1, "problems": {text: {text: {text: text}}}}))
    _checked("check", "t.json", "--baseline", "b.yaml")
    _checked("check", "t.json", "--only", text, "--skip", text, "--today", text)
    _checked("check", "--explain", text)


@few
@given(text=texts)
@example(text=f"a\n{FORGED}")
def test_what_a_review_says(text: str) -> None:
    """Of the templates of both sides, whichever has the text: as text, as JSON and in files."""
    for name, made in (("a.json", text), ("b.json", "a")):
        template = _template(made)
        silent = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": made}}
        table = {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": made}}
        template["Resources"] |= {f"Silent{made}": silent, f"Table{made}": table}
        Path(name).write_text(json.dumps(template))
    files = {"--sarif": "s.sarif", "--markdown": "m.md", "--html": "p.html"}
    written = [part for pair in files.items() for part in pair]
    drills = ("--drills", "d.yaml")
    Path("d.yaml").write_text(_yaml({"drills": {text.strip() or "x": _drill(text, "quiet")}}))

    for sides in (("a.json", "b.json"), ("b.json", "a.json"), ("a.json", "none.json")):
        _checked("diff", *sides, "--all", *drills, *written)
        list(_written(*filter(Path.exists, map(Path, files.values()))))
        _checked("diff", *sides, "--github")
        json.loads(_checked("diff", *sides, "--json").output)


@few
@given(text=texts)
@example(text=f"a\n{FORGED}")
def test_what_a_back_test_says(text: str) -> None:
    """Of recorded data: in tables, as JSON and as a page, and where they are wrong."""
    Path("t.json").write_text(json.dumps(_template(text)))
    asked = query(namespace=f"Shop{text}", metric=text, dimensions={"Service": text})
    good = answer((asked, [0, 9, 0]))
    bad = {**good, "Region": [text], "Messages": text}
    bad["MetricDataResults"] = [{**good["MetricDataResults"][0], "StatusCode": text, "Id": text}]
    Path("good.json").write_text(json.dumps(good))
    Path("bad.json").write_text(json.dumps(bad))
    rows = io.StringIO()
    head = (
        "namespace",
        "metric",
        "dimensions",
        "statistic",
        "period",
        "unit",
        "timestamp",
        "value",
    )
    csv.writer(rows).writerows([head, ("Shop", text, text, "Sum", 60, text, MONDAY, text)])
    Path("bad.csv").write_text(rows.getvalue(), newline="")

    for data in ("good.json", "bad.json", "bad.csv"):
        arguments = ("backtest", "-a", "t.json", "-d", data, "--ignore-bad")
        _checked(*arguments, "--html", "page.html", "--base", "t.json", "--alarm", text)
        _checked("backtest", "-a", "t.json", "-d", data)
        json.loads(_checked(*arguments, "--json").output or "{}")
    list(_written(*Path().glob("page.html")))


def _viewpoint(text: str) -> str:
    """Return a viewpoint with *text* wherever it may have any."""
    made = read_yaml(SMALL, name="small").data
    made["means"] = made["owner"] = text
    made["contacts"]["ana"]["email"] = "ana@example.com"
    service = made["services"]["checkout"]
    service["means"] = service["owner"] = text
    service["alarms"]["no orders"] |= {"means": text, "matters": text, "first_action": text}
    service["metrics"]["orders placed"] |= {"means": text, "unit": text}
    made["dashboards"] = {"overview": {"means": text}}
    return _yaml(made)


COMMANDS = [
    ("validate", "{}"),
    ("validate", "{}", "--json"),
    ("plan", "{}", "--all"),
    ("plan", "{}", "--arithmetic"),
    ("plan", "{}", "--json"),
    ("on-call", "{}", "--at", "2026-03-01T00:00Z", "--days", "3"),
    ("on-call", "{}", "--at", "2026-03-01T00:00Z", "--json"),
    ("runbooks", "{}", "--write", "--folder", "pages"),
    ("runbooks", "{}", "--json", "--folder", "pages"),
    ("dashboards", "{}", "--output", "boards"),
]


@settings(few, max_examples=3)
@given(text=texts, key=texts)
@example(text=f"a\n{FORGED}", key=f"b\n{FORGED}")
def test_what_commands_say_of_a_viewpoint(text: str, key: str) -> None:
    """Of one that is right, and of one with keys and values that are wrong."""
    wrong = yaml.safe_load(_viewpoint(text))
    wrong[key] = wrong["stages"][key] = wrong["contacts"][key] = wrong["severities"] = text
    wrong["services"]["checkout"]["alarms"][key] = {"metric": text, "when": text, "severity": text}
    Path("good.yaml").write_text(_viewpoint(text))
    Path("wrong.yaml").write_text(_yaml(wrong))

    for command in COMMANDS:
        for file in ("good.yaml", "wrong.yaml"):
            outcome = _checked(*(part.format(file) for part in command))
            if "--json" in command and outcome.exit_code < 2:
                json.loads(outcome.output)
    for page in _written(*Path().glob("pages/**/*.md"), *Path().glob("boards/*.json")):
        assert page


@few
@given(text=texts)
@example(text=f"a\n{FORGED}")
def test_what_is_made_of_templates(text: str) -> None:
    """`tocsin init` writes files that people paste from, and says what it left out."""
    made = _template(text)
    name = {"TopicName": text, "QueueName": text, "TableName": text}
    for kind in ("AWS::SQS::Queue", "AWS::DynamoDB::Table", "AWS::Lambda::Function"):
        properties = {key: value for key, value in name.items() if key[:3] in kind}
        made["Resources"][f"{kind[5:8]}{text}"] = {"Type": kind, "Properties": properties}
    Path("t.json").write_text(json.dumps(made))

    for number, more in enumerate(((), ("--json",))):
        _checked("init", f"made{number}", "--from", "t.json", *more)
    for _ in _written(*(path for path in Path().glob("made*/**/*") if path.is_file())):
        pass


@few
@given(text=texts)
@example(text=f"a\n{FORGED}")
def test_what_is_said_of_a_resource_type(text: str) -> None:
    """A type of one's own has texts of its own, and may be wrong in each."""
    made = {"name": "worker", "title": text, "source": text, text: text}
    Path("worker.yaml").write_text(_yaml(made))
    Path("kind.yaml").write_text(_yaml(text))

    _checked("catalogue", "worker.yaml")
    _checked("catalogue", "kind.yaml")
    _checked("catalogue", text)


@few
@given(text=texts)
@example(text=f"a\n{FORGED}")
def test_what_is_said_of_what_was_given(text: str) -> None:
    """Names of files, options and values of options may be any."""
    for command in (
        ("validate", text),
        ("plan", "v.yaml", "--stage", text),
        ("test", "-a", text),
        ("test", "d.yaml", "-a", "t.json", "--settings", text),
        ("backtest", "-d", text, "--time-zone", text),
        ("record", "-o", text, "--start", text),
        ("init", "--from", text),
        (text,),
        ("plan", f"--{text}"),
        ("dashboards", "--output", "v.yaml"),
        ("on-call", "v.yaml", "--at", text, "--rotation", text),
        ("on-call", "v.yaml", "--days", text),
    ):
        Path("v.yaml").write_text(SMALL)
        Path("t.json").write_text(json.dumps(template(alarm_resource("a"))))
        Path("d.yaml").write_text(_yaml({"drills": {"q": _drill("m", "a")}}))
        _checked(*command)


@few
@given(text=texts)
@example(text=f"a\n{FORGED}")
def test_what_the_conformance_runner_says(text: str) -> None:
    """Its cases are those of others, too."""
    case = {"id": text, "kind": text, "why": text, text: text}
    Path("cases.json").write_text(json.dumps([case, {**case, "kind": "metric_alarm"}, text]))
    out, errors = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        patch.setattr("sys.stderr", errors)
        conformance(["cases.json"])
        conformance([text.replace("\0", "")])

    _check(out.getvalue())
    _check(errors.getvalue())
