import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.support.command_line import Outcome, run
from tests.support.drills import Json, composite_alarm, metric_alarm, template

DRILLS = """\
drills:
  orders stop:
    alarm: no-orders
    values: 9x10 0x5 1x10
    expect:
      - timeline: [OK, ALARM at 13m, OK at 16m]
  slow hours:
    kind: quiet
    alarm: no-orders
    values: 1x20
"""
FAILING = DRILLS.replace("ALARM at 13m", "ALARM at 12m")
Test = Callable[..., Outcome]


@pytest.fixture
def tocsin_test(tmp_path: Path) -> Test:
    """Run `tocsin test` on drills and a template in a folder of their own."""

    def run_test(drills: str, *options: str, **resources: Json) -> Outcome:
        folder = tmp_path / "drills"
        folder.mkdir(exist_ok=True)
        (folder / "shop.yaml").write_text(drills)
        built = template(**(resources or {"NoOrders": metric_alarm("no-orders")}))
        (tmp_path / "shop.json").write_text(json.dumps(built))
        return run("test", folder, "--assembly", tmp_path / "shop.json", *options)

    return run_test


def test_passing_drills(tocsin_test: Test) -> None:
    """Drills that pass are counted, and the exit code is 0."""
    outcome = tocsin_test(DRILLS)

    assert (outcome.exit_code, outcome.output.strip()) == (0, "2 passed")


def test_a_failure_shows_what_a_person_needs(tocsin_test: Test) -> None:
    """A failure has its place, what was expected, CloudWatch's reason, and a chart."""
    outcome = tocsin_test(FAILING)

    assert outcome.exit_code == 1
    assert "shop.yaml:2 orders stop" in outcome.output
    assert "line 6: no-orders" in outcome.output
    assert "expected  OK → ALARM at 12m → OK at 16m" in outcome.output
    assert "actual    OK → ALARM at 13m → OK at 16m" in outcome.output
    assert "Threshold Crossed: 3 out of the last 3 datapoints [0.0" in outcome.output
    assert "9 │██████████" in outcome.output
    assert "1 ┼██████████▁▁▁▁▁" in outcome.output
    assert "state  ────────────███──────────" in outcome.output
    assert "1 failed, 1 passed" in outcome.output
    assert max(map(len, outcome.output.splitlines()[1:])) <= 100


def test_a_composite_alarm_fails_without_a_chart(tocsin_test: Test) -> None:
    """A composite alarm has states and a reason, but no datapoints to show."""
    outcome = tocsin_test(
        DRILLS.replace("- timeline", "- alarm: down\n        timeline").replace("at 13m", "at 12m"),
        NoOrders=metric_alarm("no-orders"),
        Down=composite_alarm("down", "ALARM(no-orders)"),
    )

    assert outcome.exit_code == 1
    assert "no-orders transitioned to ALARM" in outcome.output


def test_wrong_drills(tocsin_test: Test) -> None:
    """A typing error is wrong input: its place, a hint, and exit code 2."""
    outcome = tocsin_test(DRILLS.replace("alarm: no-orders", "alarm: no-order"))

    assert outcome.exit_code == 2
    assert "shop.yaml:3:5: drills.orders stop.alarm: there is no alarm 'no-order'" in outcome.errors
    assert "did you mean 'no-orders'?" in outcome.errors
    assert "2 problems\n" in outcome.errors
    assert "synthesize the stage that the drills are about" in outcome.errors


def test_choosing_drills(tocsin_test: Test) -> None:
    """With -k, only drills of such a name run; an expression that matches none is wrong."""
    chosen = tocsin_test(FAILING, "-k", "slow and not stop")

    assert (chosen.exit_code, chosen.output.strip()) == (0, "1 passed, 1 not chosen")
    for expression in ("nothing", "and"):
        refused = tocsin_test(FAILING, "-k", expression)
        assert refused.exit_code == 2
        assert f"-k {expression}: " in refused.errors


def test_json(tocsin_test: Test) -> None:
    """With --json a machine reads what passed, and all about what did not."""
    outcome = tocsin_test(FAILING, "--json", "--coverage", "--mutate")

    data = json.loads(outcome.output)
    assert outcome.exit_code == 1
    assert (data["passed"], data["failed"]) == (1, 1)
    failing, _ = data["drills"]
    assert failing["line"] == 2
    assert failing["failures"][0]["at"] == 780
    assert failing["failures"][0]["reason"].startswith("Threshold Crossed")
    assert data["coverage"][0]["alarm"] == "no-orders"
    assert {each["fate"] for each in data["mutation"]["mutants"]} == {"noticed", "survives"}


def test_junit(tocsin_test: Test, tmp_path: Path) -> None:
    """With --junit there is a suite for each file, and a failure says what went wrong."""
    report = tmp_path / "report.xml"

    tocsin_test(FAILING, "--junit", str(report))

    (suite,) = ET.parse(report).getroot()  # noqa: S314 -- the command has just written it
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    first, second = suite
    (failure,) = first
    assert first.get("name") == "orders stop"
    assert "expected OK → ALARM at 12m" in str(failure.get("message"))
    assert str(failure.text).startswith("Threshold Crossed")
    assert not list(second)


def test_junit_that_cannot_be_written(tocsin_test: Test, tmp_path: Path) -> None:
    """A report that cannot be written is named."""
    outcome = tocsin_test(DRILLS, "--junit", str(tmp_path))

    assert outcome.exit_code == 2
    assert "--junit" in outcome.errors


def test_coverage(tocsin_test: Test) -> None:
    """Coverage lists alarms with the number of their drills, and sums up by severity."""
    outcome = tocsin_test(
        DRILLS,
        "--coverage",
        NoOrders=metric_alarm("no-orders"),
        Other=metric_alarm("other", MetricName="Other", severity="info"),
    )

    assert outcome.exit_code == 0
    assert "Both a firing and a quiet drill: 1 of 1 critical, 0 of 1 info." in outcome.output


def test_mutation(tocsin_test: Test) -> None:
    """What no drill notices is listed, and the exit code is 1."""
    outcome = tocsin_test(DRILLS, "--mutate")

    assert outcome.exit_code == 1
    assert "missing data ignore" in outcome.output
    assert "3 survive" in outcome.output


def test_explained_survivors(tocsin_test: Test) -> None:
    """Survivors that the drill file explains are shown with the reason, and are no problem."""
    explained = """\
explained:
  - alarm: no-orders
    mutant: [missing data missing, missing data ignore, missing data notBreaching]
    because: Orders are always counted.
  - {alarm: no-orders, mutant: threshold 0, because: In vain.}
"""
    outcome = tocsin_test(DRILLS + explained, "--mutate")

    assert outcome.exit_code == 0
    assert "Orders are always counted." in outcome.output
    assert "explained in vain, a drill notices it: no-orders: threshold 0" in outcome.output
    assert "3 explained, 0 survive" in outcome.output


def test_mutation_of_some_severities(tocsin_test: Test) -> None:
    """Mutation may be limited to urgent alarms."""
    outcome = tocsin_test(DRILLS, "--mutate", "--severity", "warning")

    assert outcome.exit_code == 0
    assert "0 mutants" in outcome.output


def test_alarms_that_cannot_be_evaluated_are_named(tocsin_test: Test) -> None:
    """Alarms beyond the reach of drills are reported beside the result."""
    outcome = tocsin_test(
        DRILLS,
        NoOrders=metric_alarm("no-orders"),
        Broken=metric_alarm("broken", EvaluationPeriods=0),
    )

    assert outcome.exit_code == 0
    assert "not evaluated: " in outcome.errors
    assert "broken: EvaluationPeriods" in outcome.errors


def test_rules_of_composite_alarms_that_cannot_be_evaluated_are_named(tocsin_test: Test) -> None:
    """A composite alarm on an alarm that no template has is reported, whatever drills expect."""
    outcome = tocsin_test(
        DRILLS.replace("    kind: quiet\n", "    expect: [{never: ALARM}]\n"),
        NoOrders=metric_alarm("no-orders"),
        Down=composite_alarm("down", "ALARM(no-orders) OR ALARM(gone)"),
    )

    assert outcome.exit_code == 0
    assert "down: no alarm gone can be evaluated" in outcome.errors


def test_parameters(tmp_path: Path) -> None:
    """Values of the template's parameters are given by name."""
    built = template(NoOrders=metric_alarm("no-orders", Threshold={"Ref": "Least"}))
    (tmp_path / "shop.json").write_text(
        json.dumps({"Parameters": {"Least": {"Type": "Number"}}, **built})
    )
    (tmp_path / "a.yaml").write_text(DRILLS)
    command = ("test", tmp_path / "a.yaml", "--assembly", tmp_path / "shop.json")

    without = run(*command)
    given = run(*command, "--parameter", "Least=1")

    assert without.exit_code == 2
    assert "the alarm 'no-orders' cannot be evaluated: Threshold" in without.errors
    assert "in the templates: " in without.errors
    assert "give a value for the parameter Least" in without.errors
    assert (given.exit_code, given.output.strip()) == (0, "2 passed")


def test_settings(tocsin_test: Test, tmp_path: Path) -> None:
    """On templates without tags, a settings file says which topics are critical."""
    settings = tmp_path / "tocsin.yaml"
    settings.write_text("severities: {critical: '*-critical'}\n")
    drills = "drills:\n  d: {kind: incident, begins: 5m, alarm: no-orders, values: 9x5 0x9}\n"
    plain = {"NoOrders": metric_alarm("no-orders", Tags=None)}

    assert tocsin_test(drills, **plain).exit_code == 2
    assert tocsin_test(drills, "--settings", str(settings), **plain).exit_code == 0


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--settings", "nothing.yaml"), "nothing.yaml: the file cannot be read"),
        (("--parameter", "Least"), "there is no value; write NAME=VALUE"),
        (("--parameter", "Least=1"), "--parameter Least: no template has this parameter"),
        (("--severity", "critcal"), "did you mean 'critical'?"),
        (("--stage", "prod"), "there is no viewpoint; add --viewpoint FILE"),
        (("--viewpoint", "nothing.yaml"), "nothing.yaml"),
    ],
)
def test_wrong_options(tocsin_test: Test, options: tuple[str, ...], problem: str) -> None:
    """An option that cannot be used says why, with exit code 2."""
    outcome = tocsin_test(DRILLS, *options)

    assert outcome.exit_code == 2
    assert problem in outcome.errors


def test_contacts_of_a_viewpoint(tocsin_test: Test, tmp_path: Path) -> None:
    """With a viewpoint and a stage, drills page its contacts."""
    viewpoint = tmp_path / "viewpoint.yaml"
    viewpoint.write_text(
        "system: shop\nowner: platform\nrunbooks: https://example.com/runbooks\n"
        'stages: {prod: {account: "111122223333", region: eu-west-1},'
        ' dev: {account: "111122223333", region: eu-west-1}}\n'
        "contacts: {ana: {email: ana@example.com}}\n"
        "escalation: {critical: [{page: ana}], warning: [{notify: ana}], info: [{digest: ana}]}\n"
        "services: {checkout: {owner: payments}}\n"
    )
    drills = DRILLS.replace("- timeline", "- {paged: ana, at: 13m}\n      - timeline")
    option = ("--viewpoint", str(viewpoint))

    assert tocsin_test(drills, *option, "--stage", "prod").exit_code == 0
    assert "choose one with --stage: prod, dev" in tocsin_test(drills, *option).errors
    assert "did you mean 'prod'?" in tocsin_test(drills, *option, "--stage", "prd").errors


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "there is no such file or folder; check the path"),
        ({}, "the folder holds no drills; write one into a .yaml file"),
        ({"notes.txt": b"x"}, "the folder holds no drills"),
        ({"a.yaml": b""}, "nothing stands where a mapping is expected"),
        ({"a.yaml": b"drills:\n  d: {\n"}, "this is not YAML"),
        ({"a.yml": b"\xff\xfe"}, "byte 0 is not UTF-8"),
        ({"a.yaml": b"# " + b"x" * 1_100_000}, "more than 1048576; split it"),
    ],
)
def test_folders_without_usable_drills(
    tmp_path: Path, content: dict[str, bytes] | None, problem: str
) -> None:
    """A folder that is missing, empty, truncated, huge or no text is wrong input."""
    (tmp_path / "shop.json").write_text(json.dumps(template(A=metric_alarm("a"))))
    folder = tmp_path / "drills"
    for name, data in (content or {}).items():
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    if content == {}:
        folder.mkdir()

    outcome = run("test", folder, "-a", tmp_path / "shop.json")

    assert outcome.exit_code == 2
    assert problem in outcome.errors


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "there is no such file or folder"),
        ("{", "shop.json"),
        ('{"resource": {}}', "shop.json"),
    ],
)
def test_wrong_assemblies(tmp_path: Path, text: str | None, problem: str) -> None:
    """A template that is missing, truncated or of another kind is wrong input."""
    (tmp_path / "a.yaml").write_text(DRILLS)
    if text is not None:
        (tmp_path / "shop.json").write_text(text)

    outcome = run("test", tmp_path / "a.yaml", "-a", tmp_path / "shop.json")

    assert outcome.exit_code == 2
    assert problem in outcome.errors


def test_the_default_assembly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an assembly at hand, the message says how to get one."""
    monkeypatch.chdir(tmp_path)

    outcome = run("test")

    assert outcome.exit_code == 2
    assert "synthesize first, or name one with --assembly" in outcome.errors
