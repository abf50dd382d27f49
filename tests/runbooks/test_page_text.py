"""The pages that are begun: in the one structure, with commands that AWS knows."""

import re
from collections.abc import Iterator, Mapping

import pytest

from tests.support.aws_command import AwsCommand, commands, mistakes, only_reads, query_gaps
from tests.support.runbook import Runbook, parse
from tests.support.viewpoints import WHOLE, changed, of_every_type
from tocsin.catalogue import load_resource_type, resource_types
from tocsin.plan import COMPARISON_WORDS, make_plan
from tocsin.runbooks import NeededPage, page_text
from tocsin.runbooks.needed_page import needed_pages
from tocsin.viewpoint import Viewpoint, load_viewpoint, parse_viewpoint

HEADINGS = [
    *("Symptoms", "Impact", "Diagnosis", "Resolution", "Verification", "Prevention"),
    "Escalation",
]
LONGEST_PAGE = 90


def _pages(viewpoint: Viewpoint) -> Iterator[tuple[NeededPage, Runbook]]:
    needed = needed_pages([make_plan(viewpoint, stage) for stage in viewpoint.stages])
    for page in needed:
        yield page, parse(page.path, page_text(page, viewpoint, needed))


FOUND: Mapping[str, tuple[NeededPage, Runbook]] = {
    page.path: (page, runbook)
    for viewpoint in (load_viewpoint(WHOLE)[0], parse_viewpoint(of_every_type())[0])
    for page, runbook in _pages(viewpoint)
}
each_page = pytest.mark.parametrize(("page", "runbook"), FOUND.values(), ids=list(FOUND))


def _published() -> dict[tuple[str, str], set[frozenset[str]]]:
    """Return the dimension sets that alarms read, by metric."""
    found: dict[tuple[str, str], set[frozenset[str]]] = {}
    for page, _ in FOUND.values():
        for alarm in page.alarms:
            for metric in alarm.series.metrics:
                names = frozenset(name for name, _ in metric.dimensions)
                found.setdefault((metric.namespace, metric.name), set()).add(names)
    return found


PUBLISHED = _published()


def _dimensions(command: AwsCommand) -> frozenset[str]:
    pairs = command.options.get("dimensions", [])
    return frozenset(pair.partition(",Value=")[0].removeprefix("Name=") for pair in pairs)


def test_every_alarm_of_the_catalogue_is_among_them() -> None:
    """Also those of paging, backups and traces, and of services themselves."""
    types = {page.type.name for page, _ in FOUND.values() if page.type is not None}
    folders = {page.folder for page, _ in FOUND.values() if page.type is None}

    assert types == {name for name in resource_types() if load_resource_type(name).alarms}
    assert {"paging", "tracing"} < folders


@each_page
def test_structure_is_that_of_all_pages(page: NeededPage, runbook: Runbook) -> None:
    """Title, opening and sections, none of them empty; short enough to be read at night."""
    assert runbook.text.startswith(f"# {page.title}\n\n**{page.severity}**: ")
    assert re.findall(r"^## (.+)$", runbook.text, re.MULTILINE) == HEADINGS
    assert [name for name, body in runbook.sections.items() if len(body.split()) < 4] == []
    assert len(runbook.text.splitlines()) <= LONGEST_PAGE


@each_page
def test_opening_says_when_the_alarm_fires(page: NeededPage, runbook: Runbook) -> None:
    """Metrics in backticks, the comparison, and for how long."""
    for alarm in page.alarms[:1]:
        assert {metric.name for metric in alarm.series.metrics} <= runbook.spans
        assert f": {COMPARISON_WORDS[alarm.comparison]} " in runbook.opening
        assert "period" in runbook.opening or "days or weeks" in runbook.opening


@each_page
def test_diagnosis_is_numbered_and_resolution_has_causes(
    page: NeededPage, runbook: Runbook
) -> None:
    """Steps from 1 on, and a row for each cause."""
    steps = re.findall(r"^(\d+)\. ", runbook.sections["Diagnosis"], re.MULTILINE)
    rows = [line for line in runbook.sections["Resolution"].splitlines() if line.startswith("|")]

    assert [int(step) for step in steps] == list(range(1, len(steps) + 1)), page.path
    assert len(steps) >= 2
    assert len(rows) >= 2 + 3


@each_page
def test_commands_exist_and_only_read(page: NeededPage, runbook: Runbook) -> None:
    """Operations and options are those of AWS, queries name what answers have."""
    found = list(commands(runbook.text))

    assert len(found) >= 2, page.path
    assert [each for command in found for each in mistakes(command)] == []
    assert [each for command in found for each in query_gaps(command)] == []
    section = runbook.sections["Diagnosis"]
    assert [each.text for each in commands(section) if not only_reads(each)] == []


@each_page
def test_metrics_are_asked_for_as_they_are_published(page: NeededPage, runbook: Runbook) -> None:
    """Namespace, name and dimensions are those that the alarm reads."""
    asked = [each for each in commands(runbook.text) if each.operation == "get-metric-statistics"]

    assert bool(asked) == bool(page.alarms)
    for command in asked:
        key = command.options["namespace"][0], command.options["metric-name"][0]
        assert _dimensions(command) in PUBLISHED[key]


def test_values_that_differ_are_words_in_capitals() -> None:
    """A page is of all resources of a type, and a command names none of them."""
    _, page = FOUND["dynamodb-table/read-throttles.md"]

    assert "Name=TableName,Value=TABLE" in page.text
    assert "aws dynamodb describe-table --table-name TABLE" in page.text


def test_who_is_called_is_what_the_viewpoint_says() -> None:
    """The tiers of the most urgent alarm's severity, and the owner."""
    text = changed(
        ("critical: [{page: primary}]", "critical: [{page: primary}, {after: 15m, page: ana}]")
    )
    viewpoint, _ = parse_viewpoint(text)
    pages = {page.path: runbook for page, runbook in _pages(viewpoint)}

    escalation = pages["checkout/no-orders.md"].sections["Escalation"].splitlines()

    assert escalation == [
        "- At once: primary (paged about each critical alarm).",
        "- After 15m: ana (paged about each critical alarm).",
        "- The owner, with what the diagnosis showed: payments.",
    ]


def test_neighbours_are_linked() -> None:
    """Whoever is on the wrong page finds the right one."""
    _, page = FOUND["sqs-queue/dead-letters.md"]

    assert page.links
    assert all(f"sqs-queue/{target}" in FOUND for _, target in page.links)
