import re
from collections.abc import Mapping

import pytest

from tests.own.system import PLANS, PRODUCTION, RUNBOOKS
from tests.support.runbook import needed_by, of_the_catalogue, paths, read
from tocsin.plan import COMPARISON_WORDS, SEVERITIES

HEADINGS = [
    "Symptoms",
    "Impact",
    "Diagnosis",
    "Resolution",
    "Verification",
    "Prevention",
    "Escalation",
]
LONGEST_PAGE = 80
PLANNED = [alarm for plan in PLANS.values() for alarm in plan.alarms]
EVENTS = {
    event.runbook_path: event
    for plan in PLANS.values()
    for event in (
        *(event for traced in plan.tracing for event in traced.events),
        *(plan.backup.events if plan.backup else ()),
    )
}
RECOMMENDED = of_the_catalogue()
OWN = {
    alarm.runbook_path: alarm
    # The last one counts: that of production, and of several thresholds the most urgent.
    for alarm in sorted(
        (*PLANNED, *PLANS[PRODUCTION].alarms), key=lambda alarm: -SEVERITIES.index(alarm.severity)
    )
    if alarm.resource is None
}
PAGES = paths()


def _titles() -> Mapping[str, set[str]]:
    """Return the titles of the alarms and events of each page, without the names of resources."""
    titles = {path: {alarm.title} for path, alarm in RECOMMENDED.items()}
    for path, event in EVENTS.items():
        titles.setdefault(path, set()).add(event.title)
    for alarm in PLANNED:
        title = alarm.record_title.rpartition(": ")[2]
        titles.setdefault(alarm.runbook_path, set()).add(title[:1].upper() + title[1:])
    return titles


def _metrics() -> Mapping[str, set[str]]:
    """Return the metrics of the alarms of each page."""
    metrics = {
        path: {query.metric for query in alarm.queries} for path, alarm in RECOMMENDED.items()
    }
    for alarm in PLANNED:
        names = {metric.name for metric in alarm.series.metrics}
        metrics.setdefault(alarm.runbook_path, set()).update(names)
    return metrics


def _amount(threshold: float) -> str:
    """Write a threshold as people read it: `1,000`, `0.02`, `3 GiB`."""
    gibibytes, rest = divmod(threshold, 2**30)
    return f"{gibibytes:g} GiB" if gibibytes and not rest else f"{threshold:,.15g}"


def _periods(datapoints_to_alarm: int, evaluation_periods: int, seconds: int) -> str:
    length = f"{seconds // 60} min"
    if evaluation_periods == 1:
        return f"in one period of {length}"
    return f"for {datapoints_to_alarm} of {evaluation_periods} periods of {length}"


TITLES = _titles()
METRICS = _metrics()
OF_ALL = {"paging", "tracing", *(path.partition("/")[0] for path in RECOMMENDED)}
OF_ALARMS = [path for path in PAGES if path in METRICS]


def test_every_alarm_has_a_page() -> None:
    """Each alarm and event of each stage has a runbook."""
    assert sorted(needed_by(PLANS.values()) - set(PAGES)) == []


def test_no_page_outlives_its_alarm() -> None:
    """A page of a service has an alarm; pages that any system may need are there for all."""
    of_services = [path for path in PAGES if path.partition("/")[0] not in OF_ALL]
    assert [path for path in of_services if path not in TITLES] == []


@pytest.mark.parametrize("path", [path for path in PAGES if path in TITLES])
def test_a_page_is_named_after_its_alarm(path: str) -> None:
    """The first line of a runbook is the title of its alarm."""
    page = read(path)
    assert page.text.startswith("# ")
    assert {page.title} == TITLES[path]


@pytest.mark.parametrize("path", OF_ALARMS)
def test_a_page_says_first_what_fired(path: str) -> None:
    """A sentence between title and first section says what fired, with a metric of the alarm."""
    opening = read(path).opening
    assert any(f"`{metric}`" in opening for metric in METRICS[path]), opening


@pytest.mark.parametrize("path", [path for path in PAGES if path in {*RECOMMENDED, *OWN}])
def test_a_page_states_when_its_alarm_fires(path: str) -> None:
    """Severity, threshold and periods are those of the alarm, also after it is changed."""
    alarm = RECOMMENDED.get(path) or OWN[path]
    seconds = OWN[path].series.period if path in OWN else RECOMMENDED[path].period
    opening = read(path).opening
    assert opening.startswith(f"**{alarm.severity}**: ")
    assert f"{COMPARISON_WORDS[alarm.comparison]} {_amount(alarm.threshold)} " in opening
    assert _periods(alarm.datapoints_to_alarm, alarm.evaluation_periods, seconds) in opening


@pytest.mark.parametrize("path", [*PAGES, "TEMPLATE.md"])
def test_all_pages_have_the_same_sections(path: str) -> None:
    """Each section is there, in the same order, and none is empty."""
    page = read(path)
    assert re.findall(r"^## (.+)$", page.text, re.MULTILINE) == HEADINGS
    assert [name for name, body in page.sections.items() if len(body.split()) < 4] == []


@pytest.mark.parametrize("path", OF_ALARMS)
def test_a_page_names_the_metrics_of_its_alarm(path: str) -> None:
    """Whoever reads a runbook learns which metrics its alarm compares."""
    assert METRICS[path] - read(path).spans == set()


@pytest.mark.parametrize("path", sorted(EVENTS))
def test_a_page_of_an_event_says_how_urgent_it_is(path: str) -> None:
    """What is told by an event has a severity, as an alarm has."""
    assert read(path).opening.startswith(f"**{EVENTS[path].severity}**: ")


@pytest.mark.parametrize("path", PAGES)
def test_diagnosis_goes_by_steps_and_resolution_by_cause(path: str) -> None:
    """Diagnosis is numbered from 1 on; resolution is a table with a row for each cause."""
    page = read(path)
    steps = [int(n) for n in re.findall(r"^(\d+)\. ", page.sections["Diagnosis"], re.MULTILINE)]
    assert steps == list(range(1, len(steps) + 1))
    assert len(steps) >= 2
    rows = [line for line in page.sections["Resolution"].splitlines() if line.startswith("|")]
    assert len(rows) >= 2 + 3, "a head, a line and at least three causes"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_short(path: str) -> None:
    """A runbook is read at night: it is a page, not a chapter."""
    assert len(read(path).text.splitlines()) <= LONGEST_PAGE


@pytest.mark.parametrize("path", [*PAGES, "README.md", "TEMPLATE.md"])
def test_links_lead_somewhere(path: str) -> None:
    """Every link within the runbooks leads to a file that exists."""
    folder = (RUNBOOKS / path).parent
    inner = [target for _, target in read(path).links if "://" not in target]
    assert [each for each in inner if not (folder / each.partition("#")[0]).is_file()] == []


def test_the_list_holds_every_page() -> None:
    """The list in the README holds every page once, each under its title."""
    listing = re.findall(
        r"^- \[([^\]]+)\]\(([^)]+)\)$", (RUNBOOKS / "README.md").read_text(), re.MULTILINE
    )
    assert sorted(target for _, target in listing) == PAGES
    assert [text for text, target in listing if not text.endswith(f": {read(target).title}")] == []
