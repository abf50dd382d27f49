import pytest

from tocsin.diagnostics import Location, Problem, ProblemSeverity
from tocsin_cdk.severity import stops
from tocsin_cdk.templates import Template, Templates
from tocsin_cdk.violations import Violations

TEMPLATE = Template(path="/out/Shop.template.json", construct_path="Shop")
TEMPLATES = Templates(by_source={TEMPLATE.path: TEMPLATE}, all_sources=frozenset({TEMPLATE.path}))


def problem(
    *key_path: str | int,
    source: str = TEMPLATE.path,
    severity: ProblemSeverity = "error",
    what: str = "the alarm is silent",
) -> Problem:
    """Return a problem of the check on alarms without an action."""
    return Problem(
        kind="alarm/no-action",
        where=Location(source=source, key_path=key_path),
        what=what,
        fix="add one",
        why="nobody hears it",
        severity=severity,
    )


def written(*problems: Problem, fail_on: ProblemSeverity = "error") -> list[tuple[str, str]]:
    """Return how severe the CDK is told that problems are, and what it is told of them."""
    found = Violations(templates=TEMPLATES, fail_on=fail_on).of(problems)
    return [(str(each.severity), each.description) for each in found]


@pytest.mark.parametrize(
    ("severity", "fail_on", "said"),
    [
        ("error", "error", "error"),
        ("warning", "error", "warning"),
        ("note", "error", "info"),
        # Or something that is acknowledged elsewhere would let them pass.
        ("warning", "warning", "error"),
        ("note", "warning", "info"),
        ("note", "note", "error"),
    ],
)
def test_what_stops_the_synthesis_is_an_error_for_the_cdk(
    severity: ProblemSeverity, fail_on: ProblemSeverity, said: str
) -> None:
    """It has no other word for that, and the rule's data say what it is for us."""
    each = problem("Resources", "Errors", severity=severity)
    (violation,) = Violations(templates=TEMPLATES, fail_on=fail_on).of([each])

    assert violation.severity == said
    assert violation.rule_metadata
    assert violation.rule_metadata["severity"] == severity
    assert stops(each, fail_on) == (said == "error")


def test_the_severest_come_first() -> None:
    """Whatever order they were found in."""
    note, error = (
        problem("Resources", "Errors", severity=severity, what=severity)
        for severity in ("note", "error")
    )

    assert written(note, error) == [
        ("error", "error: nobody hears it"),
        ("info", "note: nobody hears it"),
    ]


def test_what_is_said_of_several_resources_is_one_violation() -> None:
    """With each of them."""
    problems = [problem("Resources", name) for name in ("One", "Two")]
    (violation,) = Violations(templates=TEMPLATES, fail_on="error").of(problems)

    assert [each.resource_logical_id for each in violation.violating_resources] == ["One", "Two"]


def test_a_property_is_written_as_the_cdk_looks_it_up() -> None:
    """By dots alone, so that it finds the line of the app that has set it."""
    (violation,) = Violations(templates=TEMPLATES, fail_on="error").of(
        [problem("Resources", "Errors", "Properties", "Metrics", 0, "MetricStat", "Period")]
    )
    (resource,) = violation.violating_resources

    assert resource.locations == ["Properties.Metrics.0.MetricStat.Period"]
    assert resource.template_path == TEMPLATE.path


def test_what_is_of_no_resource_names_its_stack() -> None:
    """An output, for example."""
    (violation,) = Violations(templates=TEMPLATES, fail_on="error").of(
        [problem("Outputs", "Alarm", "Value")]
    )
    (resource,) = violation.violating_resources

    assert resource.construct_path == "Shop"
    assert resource.resource_logical_id is None
    assert violation.description.startswith(f"{TEMPLATE.path}: Outputs.Alarm.Value: ")


def test_what_is_of_no_template_names_its_file() -> None:
    """The CDK shows nothing else of where it is."""
    said = written(problem("checks", "waive", 0, source="tocsin.yaml"))

    assert said == [("error", "tocsin.yaml: checks.waive[0]: the alarm is silent: nobody hears it")]


def test_nothing_of_a_template_acts_on_a_terminal() -> None:
    """A name may have any character."""
    (said,) = written(problem("Resources", "Errors", what="the alarm \x1b[31m\nis silent"))

    assert said[1].startswith("the alarm \N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}is")


def test_templates_of_other_stages_are_not_concerned() -> None:
    """But what is wrong in a file of settings is everybody's."""
    templates = Templates(
        by_source={TEMPLATE.path: TEMPLATE},
        all_sources=frozenset({TEMPLATE.path, "/out/assembly-Dev/Shop.template.json"}),
    )

    assert templates.concern(TEMPLATE.path)
    assert templates.concern("tocsin.yaml")
    assert not templates.concern("/out/assembly-Dev/Shop.template.json")
