"""How an incident is answered in a stage: from the alarm to whoever looks after it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from tocsin.diagnostics import format_duration
from tocsin.diagrams.flowchart import Flowchart
from tocsin.on_call import Policy, Severity, leads_to, paging_tiers, read_policy_document
from tocsin.plan import AlertingSpec, IncidentsSpec, MachineSpec, Plan, TopicSpec


def incident_response(plan: Plan) -> str:
    """Return a page of Markdown with a chart for each severity of a stage, in its home Region."""
    title = f"# How incidents of {plan.system} {plan.stage} are answered"
    about = (
        "From `tocsin diagram incident`; do not edit. What is dotted happens where something fails."
    )
    sections = "\n\n".join(_sections(plan))
    return f"{title}\n\n{about}\n\n{sections}\n"


def _sections(plan: Plan) -> Iterator[str]:
    home = plan.alerting[0]
    incidents = next((each for each in plan.incidents if each.region == home.region), None)
    for topic in home.topics:
        chart = Flowchart()
        _draw(chart, plan, home, topic, incidents)
        yield f"## {topic.severity}\n\n```mermaid\n{chart}\n```"


def _draw(
    chart: Flowchart,
    plan: Plan,
    home: AlertingSpec,
    topic: TopicSpec,
    incidents: IncidentsSpec | None,
) -> None:
    number = sum(
        each.severity == topic.severity and each.region == home.region for each in plan.alarms
    )
    counted = f"{number} alarm{'' if number == 1 else 's'}"
    alarms = chart.node(f"{counted} of severity {topic.severity}")
    heard = chart.node(f"topic {topic.name}", shape="topic")
    chart.arrow(alarms, heard, "ALARM and OK")
    for contact in _told_at_once(plan, topic):
        chart.arrow(heard, chart.node(contact, shape="end"), "at once")
    _digest(chart, incidents, topic.severity, heard)
    machine = _machine(incidents, topic.severity)
    if incidents is not None and machine is not None:
        everybody = _everybody(chart, incidents)
        first = _intake(chart, incidents, heard, everybody)
        _tiers(chart, _policy(machine), first, everybody, _ways_to_answer(incidents, topic))
        _deadline(chart, incidents, topic.severity, alarms, everybody)


def _digest(
    chart: Flowchart, incidents: IncidentsSpec | None, severity: Severity, heard: str
) -> None:
    """Draw what is gathered, and told when the next business day begins."""
    digests = incidents.digests if incidents else ()
    for digest in (each for each in digests if each.severity == severity):
        gathered = chart.node("gathered, with what is over again")
        chart.arrow(heard, gathered)
        readers = chart.node("one message", ", ".join(digest.readers), shape="end")
        chart.arrow(gathered, readers, "when the next business day begins")


def _told_at_once(plan: Plan, topic: TopicSpec) -> Iterator[str]:
    """Yield who hears a topic itself: each contact with its ways, and chat channels."""
    ways: dict[str, list[str]] = {}
    for each in topic.subscriptions:
        ways.setdefault(each.contact, []).append(each.protocol)
    yield from (f"{name} ({', '.join(protocols)})" for name, protocols in ways.items())
    for chat in plan.chats:
        if any(each.severity == topic.severity for each in chat.topics):
            yield f"{chat.called} ({chat.kind})"


def _machine(incidents: IncidentsSpec | None, severity: Severity) -> MachineSpec | None:
    machines = incidents.machines if incidents else ()
    return next((each for each in machines if each.severity == severity), None)


def _policy(machine: MachineSpec) -> Policy:
    states: Any = machine.definition["States"]
    return read_policy_document(states[machine.definition["StartAt"]]["Assign"]["policy"])


def _everybody(chart: Flowchart, incidents: IncidentsSpec) -> str:
    names = dict.fromkeys(each.contact for each in incidents.fallback.subscriptions)
    return chart.node("everybody is told", ", ".join(names), shape="topic")


def _intake(chart: Flowchart, incidents: IncidentsSpec, heard: str, everybody: str) -> str:
    queue = chart.node(f"queue {incidents.queue.name}")
    intake = chart.node("an incident for the service", "one at a time: further alarms join it")
    chart.arrow(heard, queue)
    chart.arrow(queue, intake)
    chart.arrow(intake, everybody, "it fails", dotted=True)
    return intake


def _ways_to_answer(incidents: IncidentsSpec, topic: TopicSpec) -> str:
    ways = ["tocsin ack"]
    if incidents.link_key:
        ways.append("the link of the page")
    if any(each.severity == topic.severity for each in incidents.chats):
        ways.append("a button in a chat")
    return f"acknowledged by {' or '.join(ways)}, or all alarms are OK"


def _tiers(
    chart: Flowchart, policy: Policy, before: str, everybody: str, how_answered: str
) -> None:
    answered = chart.node("nobody else is paged", shape="end")
    text = ""
    for number in paging_tiers(policy):
        tier = policy.tiers[number]
        after = f"after {format_duration(tier.after)}" if tier.after else "at once"
        people = (_people(policy, each) for each in tier.recipients)
        node = chart.node(f"tier {number + 1}, {after}: {tier.kind}", *filter(None, people))
        chart.arrow(before, node, text)
        chart.arrow(node, answered, how_answered)
        chart.arrow(node, everybody, "nobody is on call, or the page fails", dotted=True)
        before, text = node, "no answer"
    chart.arrow(before, everybody, f"no answer within {format_duration(policy.last_wait)}")


def _people(policy: Policy, recipient: str) -> str:
    """Write whom a recipient stands for, of those whom the machine pages."""
    names = [each for each in leads_to(recipient, policy.rotations) if each in policy.contacts]
    if recipient in policy.rotations:
        return f"{recipient}: {', '.join(names)} by turns" if names else ""
    return recipient if names else ""


def _deadline(
    chart: Flowchart, incidents: IncidentsSpec, severity: Severity, alarms: str, everybody: str
) -> None:
    if incidents.deadline is None or severity != "critical":
        return
    delay = format_duration(timedelta(seconds=incidents.deadline.delay))
    watched = chart.node(
        "by another way: event, queue, function",
        f"was somebody paged after {delay}?",
        shape="question",
    )
    chart.arrow(alarms, watched, dotted=True)
    chart.arrow(watched, everybody, "no", dotted=True)
