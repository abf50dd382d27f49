"""Writes a page in the one structure, with what is known of its alarm."""

from collections.abc import Iterable, Iterator, Sequence

from tocsin.diagnostics import format_duration, printable
from tocsin.runbooks.condition_text import condition, metric_names, periods_text, recovery
from tocsin.runbooks.event_steps import event_commands, event_sentence
from tocsin.runbooks.metric_commands import metric_commands
from tocsin.runbooks.needed_page import NeededPage
from tocsin.runbooks.outage_text import (
    outage_diagnosis,
    outage_opening,
    outage_resolution,
    outage_symptoms,
    outage_verification,
)
from tocsin.runbooks.shell import command_block, word
from tocsin.viewpoint import Viewpoint

DRAFT_MARK = "<!-- DRAFT: "
"""How the line begins that says that nobody has completed a page yet."""

_DRAFT = (
    f"{DRAFT_MARK}begun by `tocsin runbooks --write`, with what viewpoint and catalogue know. "
    "Complete it, then remove this line. -->"
)
_MOST_NEIGHBOURS = 3
_MOST_LOG_GROUPS = 2
_STATE = (
    "`aws cloudwatch describe-alarms --alarm-names ALARM "
    "--query 'MetricAlarms[0].[StateValue,StateReason]'`"
)
_OTHER_ALARMS = (
    "aws cloudwatch describe-alarms --state-value ALARM --alarm-name-prefix {system}- "
    "--query 'MetricAlarms[].[AlarmName,StateUpdatedTimestamp]' --output table"
)
_CHANGES = (
    "aws cloudtrail lookup-events "
    "--lookup-attributes AttributeKey=ResourceName,AttributeValue={name} "
    "--start-time START --end-time END "
    "--query 'Events[].[EventTime,EventName,Username]' --output table"
)
_CAUSES = (
    "| Cause | Action |",
    "|---|---|",
    "| a deployment or a change just before it began | roll it back, then look further |",
    "| more traffic or larger requests than usual | add capacity, or limit what asks for it |",
    "| a fault of AWS in the Region | do without: <https://health.aws.amazon.com/health/status> |",
    "| what was found the last time | what helped then |",
)
_WITHOUT_DATA = {
    "breaching": "Missing data counts as a breach, so silence never closes it.",
    "ignore": "Without data it keeps its state.",
    "missing": "Without data it says so, and neither fires nor closes.",
    "notBreaching": "Missing data also counts as good: make sure that the metric is reported.",
}
_PREVENTION = (
    "- A drill with the numbers of the incident, so that no change of the alarm hides it again.",
    "- What would have made it rarer or smaller, with its owner and a date.",
)
_VERBS = {"page": "paged", "notify": "told", "digest": "told by the next business day"}


def page_text(page: NeededPage, viewpoint: Viewpoint, others: Iterable[NeededPage]) -> str:
    """Return the whole page.

    Args:
        page: The page.
        viewpoint: Whose it is, for who is called and when.
        others: Pages that are there, too, for links to those beside it.
    """
    beside = [each for each in others if each.folder == page.folder and each.path != page.path]
    sections = {
        "Symptoms": _symptoms(page, beside),
        "Impact": _impact(page),
        "Diagnosis": _numbered(_diagnosis(page, viewpoint.system)),
        "Resolution": _resolution(page),
        "Verification": _verification(page),
        "Prevention": _PREVENTION,
        "Escalation": _escalation(page, viewpoint),
    }
    lines = [f"# {page.title}", "", _opening(page), "", _DRAFT]
    for heading, body in sections.items():
        lines += ["", f"## {heading}", "", *body]
    return printable("\n".join((*lines, "")))


def _conditions(page: NeededPage) -> list[str]:
    """Return when the first alarm fires, and others as urgent that a service has on the page.

    Those of resources are alike, with other limits for some. An objective has a limit for each
    long window; the short one beside it only says that it still goes on.
    """
    first = page.alarms[0]
    alike = [each for each in page.alarms if each.severity == first.severity]
    longest_first = sorted(alike, key=lambda alarm: -alarm.series.period)
    by_limit = {alarm.threshold: condition(alarm) for alarm in reversed(longest_first)}
    own = by_limit.values() if first.resource is None else ()
    return list(dict.fromkeys((condition(first), *own)))


def _opening(page: NeededPage) -> str:
    if page.outage is not None:
        return outage_opening(page.outage)
    if not page.alarms:
        return f"**{page.severity}**: {event_sentence(page)}"
    first = page.alarms[0]
    metrics = " and ".join(f"`{name}`" for name in metric_names(first))
    said = [f"**{first.severity}**: {first.what_happened}"]
    conditions = _conditions(page)
    said.append(f"The alarm watches {metrics}: {', and '.join(conditions)}.")
    if not {condition(each) for each in page.alarms}.issubset(conditions):
        said.append("Some alarms of this page have other limits, which their descriptions say.")
    others = dict.fromkeys(each.severity for each in page.alarms if each.severity != first.severity)
    if others:
        said.append(f"Some are told as {' or '.join(others)}.")
    return " ".join(said)


def _symptoms(page: NeededPage, beside: Sequence[NeededPage]) -> Iterator[str]:
    if page.outage is not None:
        yield from outage_symptoms(page, page.outage)
        return
    if page.type is not None:
        yield f"- The alarm's name says which {page.type.title} it is about."
    if page.alarms:
        label = page.alarms[0].series.label
        yield f"- `{label}` has crossed its limit. What users notice of it belongs here."
    else:
        yield "- Somebody was told by a message; no alarm is on because of it."
    if beside:
        nearest = beside[:_MOST_NEIGHBOURS]
        links = (f"[{each.title}]({each.path.rpartition('/')[2]})" for each in nearest)
        yield f"- It may be one of its neighbours instead: {', '.join(links)}."


def _impact(page: NeededPage) -> Iterator[str]:
    if page.outage is not None:
        yield "What users can no longer do belongs here, and what it costs in a minute."
    elif page.alarms:
        yield f"{page.alarms[0].why_it_matters} Who is affected, and how badly, belongs here."
    else:
        yield "What users suffer is what the message says; what else follows belongs here."


def _diagnosis(page: NeededPage, system: str) -> Iterator[tuple[str, list[str]]]:
    """Yield steps: a question, and the commands that answer it."""
    if page.outage is not None:
        yield from outage_diagnosis(page.outage)
    if page.alarms:
        yield "Since when, and how far?", metric_commands(page)
    if page.event is not None:
        yield "What does AWS know of what the message names?", event_commands(page.event)
    for step in page.kind.diagnosis if page.kind is not None else ():
        yield step.ask, list(step.commands)
    if page.log_groups:
        names = map(word, page.log_groups[:_MOST_LOG_GROUPS])
        tails = [f"aws logs tail {name} --since 30m" for name in names]
        yield "What does the service log?", tails
    others = _OTHER_ALARMS.format(system=system)
    yield "Which other alarms are on? The lowest part of the chain is the cause.", [others]
    yield "Was anything changed just before?", [_CHANGES.format(name=_changed(page))]


def _changed(page: NeededPage) -> str:
    names = page.kind.required_identifiers if page.kind is not None else ()
    return names[0].upper() if names else "RESOURCE"


def _numbered(steps: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    for number, (question, commands) in enumerate(steps, start=1):
        yield f"{number}. {question}"
        yield from command_block(commands)


def _resolution(page: NeededPage) -> Iterator[str]:
    if page.outage is not None:
        yield from outage_resolution(page.outage)
    else:
        yield page.alarms[0].first_action if page.alarms else "Do first what the message says."
    yield ""
    yield from _CAUSES


def _verification(page: NeededPage) -> Iterator[str]:
    if page.outage is not None:
        yield from outage_verification(page.outage)
        return
    if not page.alarms:
        yield "- What the message was about has ended: the first step of the diagnosis shows it."
        return
    alarm = page.alarms[0]
    yield (
        f"- `{metric_names(alarm)[0]}` has been on the other side of the limit for "
        f"{periods_text(alarm.evaluation_periods)}, at the usual traffic."
    )
    yield (
        f"- The alarm goes back to OK {recovery(alarm)}, so OK alone proves little. "
        f"{_WITHOUT_DATA[alarm.treat_missing_data]} Its state: {_STATE}."
    )


def _escalation(page: NeededPage, viewpoint: Viewpoint) -> Iterator[str]:
    for tier in viewpoint.escalation.get(page.severity, ()):
        when = f"After {format_duration(tier.after)}" if tier.after else "At once"
        names = " and ".join(tier.recipients)
        yield f"- {when}: {names} ({_VERBS[tier.kind]} about each {page.severity} alarm)."
    owners = dict.fromkeys(alarm.owner for alarm in page.alarms)
    if page.outage is not None:
        owners[page.outage.alarm.owner] = None
    owners = owners or {viewpoint.owner: None}
    yield f"- The owner, with what the diagnosis showed: {', '.join(owners)}."
