import re
from collections.abc import Mapping

from tests.own.system import PLANS, PRODUCTION, RUNBOOKS, VIEWPOINT
from tests.support.runbook import (
    needed_by,
    of_the_catalogue,
    paths,
    paths_of_data,
    read,
    wrong_with,
)
from tocsin.catalogue import SettingShare
from tocsin.plan import COMPARISON_WORDS, SEVERITIES
from tocsin.runbooks import review_runbooks

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
        *(rule for events in plan.events for rule in events.rules),
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
    for composite in (each for plan in PLANS.values() for each in plan.composites if each.pages):
        title = composite.title.rpartition(": ")[2]
        titles.setdefault(composite.runbook_path, set()).add(title[:1].upper() + title[1:])
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


def _amount(threshold: float | SettingShare) -> str:
    """Write a threshold as people read it: `1,000`, `0.02`, `3 GiB`, `80 % of`."""
    if isinstance(threshold, SettingShare):
        return f"{100 * threshold.share:g} % of"
    gibibytes, rest = divmod(threshold, 2**30)
    return f"{gibibytes:g} GiB" if gibibytes and not rest else f"{threshold:,.15g}"


def _periods(datapoints_to_alarm: int, evaluation_periods: int, seconds: int) -> str:
    hours, rest = divmod(seconds, 3_600)
    length = f"{hours} h" if hours > 1 and not rest else f"{seconds // 60} min"
    if evaluation_periods == 1:
        return f"in one period of {length}"
    return f"for {datapoints_to_alarm} of {evaluation_periods} periods of {length}"


TITLES = _titles()
METRICS = _metrics()
OF_ALL = {"events", "paging", "tracing", *(path.partition("/")[0] for path in RECOMMENDED)}
OF_ALARMS = [path for path in PAGES if path in METRICS]


def test_every_alarm_has_a_page() -> None:
    """Each alarm and event of each stage has a runbook."""
    assert sorted(needed_by(PLANS.values()) - set(PAGES)) == []


def test_pages_for_lost_data_are_those_of_the_viewpoint() -> None:
    """Names, Regions and vaults in their commands are those of today; `--write` writes them."""
    review = review_runbooks(RUNBOOKS, VIEWPOINT, PLANS.values())

    assert [page.path for page in review.outdated] == []
    assert {page.path for page in review.of_data} == set(paths_of_data())


def test_no_page_outlives_its_alarm() -> None:
    """A page of a service has an alarm; pages that any system may need are there for all."""
    of_services = [path for path in PAGES if path.partition("/")[0] not in OF_ALL]
    assert [path for path in of_services if path not in TITLES] == []


def test_a_page_is_named_after_its_alarm() -> None:
    """The first line of a runbook is the title of its alarm."""
    named = {path: read(path) for path in PAGES if path in TITLES}
    titles = {path: {page.title} for path, page in named.items()}

    assert titles == {path: TITLES[path] for path in named}
    assert [path for path, page in named.items() if not page.text.startswith("# ")] == []


def test_a_page_says_first_what_fired() -> None:
    """A sentence between title and first section says what fired, with a metric of the alarm."""

    def silent(path: str) -> str:
        opening = read(path).opening
        return "" if any(f"`{metric}`" in opening for metric in METRICS[path]) else opening or "-"

    assert wrong_with(OF_ALARMS, silent) == {}


def test_a_page_states_when_its_alarm_fires() -> None:
    """Severity, threshold and periods are those of the alarm, also after it is changed."""
    pages = [path for path in PAGES if path in {*RECOMMENDED, *OWN}]

    assert wrong_with(pages, _not_stated) == {}


def _not_stated(path: str) -> list[str]:
    """Return what the opening of a page should say of its alarm, and does not."""
    alarm = RECOMMENDED.get(path) or OWN[path]
    seconds = OWN[path].series.period if path in OWN else RECOMMENDED[path].period
    periods = _periods(alarm.datapoints_to_alarm, alarm.evaluation_periods, seconds)
    condition = f"{COMPARISON_WORDS[alarm.comparison]} {_amount(alarm.threshold)} "
    opening = read(path).opening
    begins = opening.startswith(f"**{alarm.severity}**: ")
    return [
        *([] if begins else [f"**{alarm.severity}**: "]),
        *(part for part in (condition, periods) if part not in opening),
    ]


def test_all_pages_have_the_same_sections() -> None:
    """Each section is there, in the same order, and none is empty."""

    def odd(path: str) -> list[str]:
        page = read(path)
        found = re.findall(r"^## (.+)$", page.text, re.MULTILINE)
        if found != HEADINGS:
            return found or ["no section"]
        return [name for name, body in page.sections.items() if len(body.split()) < 4]

    assert wrong_with([*PAGES, "TEMPLATE.md"], odd) == {}


def test_a_page_names_the_metrics_of_its_alarm() -> None:
    """Whoever reads a runbook learns which metrics its alarm compares."""
    assert wrong_with(OF_ALARMS, lambda path: METRICS[path] - read(path).spans) == {}


def test_a_page_of_an_event_says_how_urgent_it_is() -> None:
    """What is told by an event has a severity, as an alarm has."""
    openings = {path: read(path).opening for path in sorted(EVENTS)}

    assert [
        path
        for path, opening in openings.items()
        if not opening.startswith(f"**{EVENTS[path].severity}**: ")
    ] == []


def test_diagnosis_goes_by_steps_and_resolution_by_cause() -> None:
    """Diagnosis is numbered from 1 on; resolution is a table with a row for each cause."""

    def steps(path: str) -> list[str]:
        return re.findall(r"^(\d+)\. ", read(path).sections["Diagnosis"], re.MULTILINE)

    def out_of_order(path: str) -> bool:
        return len(steps(path)) < 2 or steps(path) != [
            str(number + 1) for number in range(len(steps(path)))
        ]

    def without_causes(path: str) -> bool:
        lines = read(path).sections["Resolution"].splitlines()
        rows = [line for line in lines if line.startswith("|")]
        return len(rows) < 2 + 3  # a head, a line and at least three causes

    assert wrong_with(PAGES, out_of_order) == {}
    assert wrong_with(PAGES, without_causes) == {}


def test_a_page_is_short() -> None:
    """A runbook is read at night: it is a page, not a chapter."""
    lengths = {path: len(read(path).text.splitlines()) for path in PAGES}

    assert {path: length for path, length in lengths.items() if length > LONGEST_PAGE} == {}


def test_links_lead_somewhere() -> None:
    """Every link within the runbooks leads to a file that exists."""

    def lost(path: str) -> list[str]:
        folder = (RUNBOOKS / path).parent
        inner = [target for _, target in read(path).links if "://" not in target]
        return [each for each in inner if not (folder / each.partition("#")[0]).is_file()]

    assert wrong_with([*PAGES, "README.md", "TEMPLATE.md"], lost) == {}


def test_the_list_holds_every_page() -> None:
    """The list in the README holds every page once, each under its title."""
    listing = re.findall(
        r"^- \[([^\]]+)\]\(([^)]+)\)$", (RUNBOOKS / "README.md").read_text(), re.MULTILINE
    )
    assert sorted(target for _, target in listing) == sorted([*PAGES, *paths_of_data()])
    assert [text for text, target in listing if not text.endswith(f": {read(target).title}")] == []
