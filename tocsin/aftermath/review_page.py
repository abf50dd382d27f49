"""A page on which people review an incident: what is known is filled in, the rest is left blank."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from tocsin.aftermath.chart import chart_lines
from tocsin.aftermath.course import Course, course_of
from tocsin.aftermath.evidence import Evidence
from tocsin.aftermath.markdown import link, row
from tocsin.aftermath.words import entry_words, length_words
from tocsin.diagnostics import markdown_text
from tocsin.incidents import Entry, Incident

_BLANK: Final = (
    ("What people felt", "How many, of what, from when to when."),
    ("Causes", "What made it possible, and what set it off. Not who."),
    ("What went well, and what did not", "Detection, pages, runbook, tools."),
)


def review_page(incident: Incident, evidence: Evidence, target: timedelta | None) -> str:
    """Return a page of Markdown.

    Args:
        incident: The incident.
        evidence: What else is known.
        target: How soon somebody has to answer an incident of its severity; None if not by a time.
    """
    lines = [
        f"# {markdown_text(incident.service)}: review of {markdown_text(incident.id)}",
        "",
        *_summary(incident),
        *_times(course_of(incident, _began(incident, evidence)), target),
        *_pages(incident),
        *_section("Timeline", _timeline(incident)),
        *_section("Alarms", _alarms(evidence)),
        *_charts(evidence),
        *_section("Deployments and changes", _nearby(evidence)),
        *_unknown(evidence),
    ]
    for title, hint in _BLANK:
        lines += [f"## {title}", "", f"<!-- {hint} -->", ""]
    lines += ["## Actions", "", "| What | Owner | Until |", "|---|---|---|", "| | | |", ""]
    return "\n".join(lines)


def _summary(incident: Incident) -> Iterator[str]:
    yield f"- severity: {incident.severity}"
    yield f"- status: {incident.status}"
    for name, member in incident.members.items():
        yield f"- {markdown_text(name)}: {markdown_text(member.summary)}"
    for runbook in dict.fromkeys(each.runbook for each in incident.members.values()):
        if runbook:
            yield f"- runbook: {link(runbook)}"
    yield ""


def _times(course: Course, target: timedelta | None) -> Iterator[str]:
    yield from ("## How long it took", "", "| | When, UTC | Took | Target |", "|---|---|---|---|")
    wanted = "" if target is None else length_words(target)
    verdict = _verdict(course.to_acknowledge, target)
    yield row("first breaching datapoint", _moment(course.began), "", "")
    yield row("alarm", _moment(course.fired), _took(course.to_detect), "")
    yield row("first page", _moment(course.paged), _took(course.to_page), "")
    answer = f"{_took(course.to_acknowledge)}{verdict}"
    yield row("acknowledged", _moment(course.acknowledged), answer, wanted)
    yield row("over", _moment(course.resolved), _took(course.to_resolve), "")
    yield ""
    yield "The time to detect is counted from the first datapoint, the others from the alarm."
    yield ""


def _verdict(took: timedelta | None, target: timedelta | None) -> str:
    if target is None or took is None:
        return ""
    return ", in time" if took <= target else ", too late"


def _pages(incident: Incident) -> Iterator[str]:
    paged = [each for each in incident.timeline if each.kind in {"paged", "nobody", "unanswered"}]
    yield from _section(
        "Who was paged",
        list(map(_entry, paged)),
    )


def _timeline(incident: Incident) -> list[str]:
    return list(map(_entry, incident.timeline))


def _entry(entry: Entry) -> str:
    return f"- {_moment(entry.at)}: {markdown_text(entry_words(entry))}"


def _alarms(evidence: Evidence) -> list[str]:
    changes = [
        row(_moment(each.at), each.alarm, f"{each.before} to {each.after}", each.reason)
        for each in evidence.changes
    ]
    return ["| When, UTC | Alarm | State | Reason |", "|---|---|---|---|", *changes] * bool(changes)


def _nearby(evidence: Evidence) -> list[str]:
    found = [row(_moment(each.at), each.what, each.where, each.who) for each in evidence.nearby]
    return ["| When, UTC | What | Where | Who |", "|---|---|---|---|", *found] * bool(found)


def _charts(evidence: Evidence) -> Iterator[str]:
    if evidence.charts:
        yield from ("## What the alarms compared", "")
    for chart in evidence.charts:
        yield from (f"### {markdown_text(chart.alarm)}", "", *chart_lines(chart), "")


def _unknown(evidence: Evidence) -> Iterator[str]:
    if evidence.unknown:
        lines = [f"- {markdown_text(each)}" for each in evidence.unknown]
        yield from _section("What could not be found out", lines)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (f"## {title}", "", *(lines or ["Nothing is known."]), "")


def _began(incident: Incident, evidence: Evidence) -> datetime | None:
    """Return when the datapoints breached that opened the incident."""
    first = next(iter(incident.members), None)
    fired = [
        each.breach_began
        for each in evidence.changes
        if each.alarm == first and each.after == "ALARM" and each.breach_began
        if abs(each.at - incident.opened) <= timedelta(minutes=1)
    ]
    return min(fired, default=None)


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def _took(length: timedelta | None) -> str:
    return "" if length is None else length_words(length)
