"""The pages that are begun: in the one structure, with commands that AWS knows."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from tests.support.aws_command import AwsCommand, commands, mistakes, only_reads, query_gaps
from tests.support.catalogue import kinds
from tests.support.runbook import Runbook, parse
from tests.support.viewpoints import WHOLE, changed, of_every_type, parsed, planned
from tocsin.catalogue import load_resource_type, resource_types
from tocsin.plan import COMPARISON_WORDS, Plan, make_plan
from tocsin.runbooks import NeededPage, page_text
from tocsin.runbooks.needed_page import needed_pages
from tocsin.viewpoint import Viewpoint, load_viewpoint, parse_viewpoint

HEADINGS = [
    *("Symptoms", "Impact", "Diagnosis", "Resolution", "Verification", "Prevention"),
    "Escalation",
]
LONGEST_PAGE = 90


def _pages(viewpoint: Viewpoint) -> Iterator[tuple[NeededPage, Runbook]]:
    yield from _pages_of(viewpoint, [make_plan(viewpoint, stage) for stage in viewpoint.stages])


def _pages_of(viewpoint: Viewpoint, plans: list[Plan]) -> Iterator[tuple[NeededPage, Runbook]]:
    needed = needed_pages(plans)
    for page in needed:
        yield page, parse(page.path, page_text(page, viewpoint, needed))


@cache
def _found() -> Mapping[str, tuple[NeededPage, Runbook]]:
    """Return a page for each alarm that the catalogue has, and those of services and of paging."""
    every = of_every_type()
    pages = (*_pages(load_viewpoint(WHOLE)[0]), *_pages_of(parsed(every), [planned(every)]))
    return {page.path: (page, each) for page, each in pages}


def _wrong(holds: Callable[[NeededPage, Runbook], bool]) -> list[str]:
    """Return the paths of the pages for which *holds* does not."""
    return [path for path, (page, runbook) in _found().items() if not holds(page, runbook)]


def _published() -> dict[tuple[str, str], set[frozenset[str]]]:
    """Return the dimension sets that alarms read, by metric."""
    found: dict[tuple[str, str], set[frozenset[str]]] = {}
    for page, _ in _found().values():
        for alarm in page.alarms:
            for metric in alarm.series.metrics:
                names = frozenset(name for name, _ in metric.dimensions)
                found.setdefault((metric.namespace, metric.name), set()).add(names)
    return found


def _dimensions(command: AwsCommand) -> frozenset[str]:
    pairs = command.options.get("dimensions", [])
    return frozenset(pair.partition(",Value=")[0].removeprefix("Name=") for pair in pairs)


def test_every_alarm_of_the_catalogue_is_among_them() -> None:
    """Also those of paging, backups and traces, and of services themselves."""
    types = {page.type.name for page, _ in _found().values() if page.type is not None}
    folders = {page.folder for page, _ in _found().values() if page.type is None}

    assert types == {name for name in resource_types() if load_resource_type(name).alarms}
    assert {"paging", "tracing"} < folders


def test_structure_is_that_of_all_pages() -> None:
    """Title, opening and sections, none of them empty; short enough to be read at night."""
    assert (
        _wrong(
            lambda page, runbook: (
                runbook.text.startswith(f"# {page.title}\n\n**{page.severity}**: ")
                and re.findall(r"^## (.+)$", runbook.text, re.MULTILINE) == HEADINGS
                and all(len(body.split()) >= 4 for body in runbook.sections.values())
                and len(runbook.text.splitlines()) <= LONGEST_PAGE
            )
        )
        == []
    )


def test_opening_says_when_the_alarm_fires() -> None:
    """Metrics in backticks, the comparison, and for how long."""

    def says(page: NeededPage, runbook: Runbook) -> bool:
        return all(
            {metric.name for metric in alarm.series.metrics} <= runbook.spans
            and f": {COMPARISON_WORDS[alarm.comparison]} " in runbook.opening
            and ("period" in runbook.opening or "days or weeks" in runbook.opening)
            for alarm in page.alarms[:1]
        )

    assert _wrong(says) == []


def test_diagnosis_is_numbered_and_resolution_has_causes() -> None:
    """Steps from 1 on, and a row for each cause."""

    def is_complete(_: NeededPage, runbook: Runbook) -> bool:
        steps = re.findall(r"^(\d+)\. ", runbook.sections["Diagnosis"], re.MULTILINE)
        rows = re.findall(r"^\|", runbook.sections["Resolution"], re.MULTILINE)
        numbers = [str(number) for number in range(1, len(steps) + 1)]
        return steps == numbers and len(steps) >= 2 and len(rows) >= 2 + 3

    assert _wrong(is_complete) == []


def test_commands_exist_and_only_read() -> None:
    """Operations and options are those of AWS, queries name what answers have."""
    texts = {page.path: list(commands(runbook.text)) for page, runbook in _found().values()}
    # Those of a type's diagnosis are asked about where the catalogue is tested.
    known = {one for kind in kinds() for step in kind.diagnosis for one in step.commands}
    found = {e.text: e for several in texts.values() for e in several if e.text not in known}

    assert [path for path, several in texts.items() if len(several) < 2] == []
    assert [
        fault for each in found.values() for fault in (*mistakes(each), *query_gaps(each))
    ] == []


def test_diagnosis_only_reads() -> None:
    """No step of it changes anything."""
    assert (
        _wrong(lambda _, runbook: all(map(only_reads, commands(runbook.sections["Diagnosis"]))))
        == []
    )


def test_metrics_are_asked_for_as_they_are_published() -> None:
    """Namespace, name and dimensions are those that the alarm reads."""
    published = _published()

    def asks(page: NeededPage, runbook: Runbook) -> bool:
        asked = [e for e in commands(runbook.text) if e.operation == "get-metric-statistics"]
        keys = [(e.options["namespace"][0], e.options["metric-name"][0]) for e in asked]
        return bool(asked) == bool(page.alarms) and all(
            _dimensions(command) in published[key] for command, key in zip(asked, keys, strict=True)
        )

    assert _wrong(asks) == []


def test_values_that_differ_are_words_in_capitals() -> None:
    """A page is of all resources of a type, and a command names none of them."""
    _, page = _found()["dynamodb-table/read-throttles.md"]

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
    _, page = _found()["sqs-queue/dead-letters.md"]

    assert page.links
    assert all(f"sqs-queue/{target}" in _found() for _, target in page.links)
