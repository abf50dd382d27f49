"""The dashboard for whoever is called: what is on, who else is called, and what was changed."""

from collections.abc import Iterator
from datetime import timedelta

from tocsin.diagnostics import format_duration
from tocsin.plan.boards.board_parts import Board, board_spec
from tocsin.plan.boards.changes import alarm_course, deployments, firing_list
from tocsin.plan.boards.sources import Sources, called
from tocsin.plan.specs import DashboardSpec, RowSpec, TextPanelSpec, qualified


def incident_response_board(sources: Sources) -> DashboardSpec | None:
    """Return the dashboard of what fires; None where there are no alarms."""
    if not sources.alarms:
        return None
    context = sources.context
    services = context.viewpoint.services
    prefixes = (f"{qualified(context.viewpoint.system, context.stage_name)}-",)
    return board_spec(
        sources,
        Board(
            name="incident response",
            kind="incident-response",
            means="What is on, who is called, and what was changed before it began.",
            services=tuple((name, each.owner) for name, each in services.items()),
            rows=(
                RowSpec(
                    title="Alarms that are on",
                    panels=tuple(firing_list(sources, prefixes, whose="all services")),
                ),
                RowSpec(
                    title="Who is called",
                    panels=(_on_call(sources), _escalation(sources), _boards(sources)),
                ),
                RowSpec(
                    title="What was changed",
                    panels=(*deployments(sources), *alarm_course(sources, prefixes)),
                ),
            ),
            alarm_prefixes=prefixes,
        ),
    )


def _on_call(sources: Sources) -> TextPanelSpec:
    """Return the rotations. Who is on call is a matter of the time, which no plan knows."""
    rows = [
        f"| {name} | {', '.join(each.names)} | {each.time_zone} |"
        for name, each in sources.context.viewpoint.on_call.items()
    ]
    table = "\n".join(["| Rotation | Members, in turns | Time zone |", "|---|---|---|", *rows])
    said = table if rows else "No rotation is declared: contacts are told directly."
    stage = sources.context.stage_name
    return TextPanelSpec(
        title="On call",
        text=f"{said}\n\nThese are the rules, and not who is on call now: "
        f"`tocsin on-call --stage {stage}` says that, with absences and overrides.",
    )


def _escalation(sources: Sources) -> TextPanelSpec:
    viewpoint = sources.context.viewpoint
    rows = [
        f"| {severity} | {_said(viewpoint.promise(severity).respond_within)} |"
        for severity in viewpoint.escalation
    ]
    head = ["| Severity | Answered within |", "|---|---|"]
    link = f"[Runbooks]({viewpoint.runbooks})"
    return TextPanelSpec(title="How fast", text="\n".join([*head, *rows, "", link]))


def _said(time: timedelta | str) -> str:
    return time if isinstance(time, str) else format_duration(time)


def _boards(sources: Sources) -> TextPanelSpec:
    return TextPanelSpec(title="Services", text="\n".join(_links(sources)))


def _links(sources: Sources) -> Iterator[str]:
    for name, each in sources.context.viewpoint.services.items():
        uid = sources.uid_of(name)
        where = called(name) if uid is None else f"[{called(name)}](/d/{uid}?${{__url_time_range}})"
        yield f"- {where}: {each.owner}"
