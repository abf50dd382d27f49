"""What of a stage is watched, and whom it tells: services, resources, alarms, logs and boards."""

from collections import Counter
from collections.abc import Iterable

from tocsin.diagrams.flowchart import Flowchart
from tocsin.plan import AlarmSpec, CompositeSpec, Plan

_EVERYBODY = "everybody, by a topic of its own"


def monitoring(plan: Plan) -> str:
    """Return a page of Markdown with a chart of the whole stage, and one for each service."""
    title = f"# What of {plan.system} {plan.stage} is watched"
    about = (
        "From `tocsin diagram monitoring`; do not edit. Alarms that only another alarm tells of "
        "lead to that one."
    )
    services = dict.fromkeys((each.service, each.owner) for each in plan.alarms)
    parts = (
        f"## The whole\n\n{_drawn(_whole(plan))}",
        *(
            f"## {name}\n\nOwner: {owner}\n\n{_drawn(_service(plan, name))}"
            for name, owner in services
        ),
    )
    sections = "\n\n".join(parts) if services else "Nothing is watched."
    return f"{title}\n\n{about}\n\n{sections}\n"


def _drawn(chart: Flowchart) -> str:
    return f"```mermaid\n{chart}\n```"


def _whole(plan: Plan) -> Flowchart:
    """Draw each service, how many alarms tell of it by which topic, and where it is shown."""
    chart = Flowchart()
    for (name, owner), alarms in _by_service(plan.alarms).items():
        service = chart.node(name, owner)
        composites = [each for each in plan.composites if each.service == name and each.pages]
        told = Counter(_told(each) for each in alarms if not _is_told_by_another(each))
        told.update(_topic(each.severity) for each in composites)
        for topic, count in told.items():
            chart.arrow(service, chart.node(topic, shape="topic"), _counted(count, "alarm"))
        for board in plan.dashboards:
            if name in dict(board.services):
                chart.arrow(service, chart.node(f"dashboard {board.title}", shape="end"))
        for group in dict.fromkeys(each.name for each in plan.log_groups if each.service == name):
            filters = _filters(plan, group)
            chart.arrow(chart.node(f"log group {group}"), service, filters)
    return chart


def _service(plan: Plan, service: str) -> Flowchart:
    """Draw what is watched of a service, and the alarms that tell of several at once."""
    chart = Flowchart()
    composites = {each.name: each for each in plan.composites if each.service == service}
    watched: dict[tuple[str, str], list[AlarmSpec]] = {}
    for alarm in plan.alarms:
        if alarm.service == service:
            key = (alarm.resource or f"metrics of {service}", _aim(alarm, composites))
            watched.setdefault(key, []).append(alarm)
    for (thing, aim), alarms in watched.items():
        chart.arrow(
            chart.node(thing),
            chart.node(aim, shape="question" if aim in _titles(composites) else "topic"),
            _severities(alarms),
        )
    for each in composites.values():
        if each.pages:
            node = chart.node(_title(each), shape="question")
            chart.arrow(node, chart.node(_topic(each.severity), shape="topic"), "one page")
    return chart


def _aim(alarm: AlarmSpec, composites: dict[str, CompositeSpec]) -> str:
    """Return what an alarm leads to: another alarm that tells of it, or a topic."""
    named = alarm.paged_by or next(
        (each.name for each in composites.values() if alarm.is_part and alarm.name in each.alarms),
        None,
    )
    return _title(composites[named]) if named in composites else _told(alarm)


def _is_told_by_another(alarm: AlarmSpec) -> bool:
    return alarm.is_part or alarm.paged_by is not None


def _told(alarm: AlarmSpec) -> str:
    return _EVERYBODY if alarm.tells_everybody else _topic(alarm.severity)


def _topic(severity: str) -> str:
    return f"topic of {severity} alarms"


def _titles(composites: dict[str, CompositeSpec]) -> set[str]:
    return {_title(each) for each in composites.values()}


def _title(composite: CompositeSpec) -> str:
    return f"{composite.title} ({'all' if composite.needs_all else 'any'} of them)"


def _severities(alarms: Iterable[AlarmSpec]) -> str:
    counts = Counter(each.severity for each in alarms)
    return ", ".join(f"{count} {severity}" for severity, count in sorted(counts.items()))


def _by_service(alarms: Iterable[AlarmSpec]) -> dict[tuple[str, str], list[AlarmSpec]]:
    found: dict[tuple[str, str], list[AlarmSpec]] = {}
    for each in alarms:
        found.setdefault((each.service, each.owner), []).append(each)
    return found


def _filters(plan: Plan, group: str) -> str:
    count = len(next(each for each in plan.log_groups if each.name == group).metric_filters)
    return _counted(count, "metric filter") if count else ""


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
