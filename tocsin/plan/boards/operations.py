"""The dashboard of what Tocsin itself watches: the way to people."""

from collections.abc import Sequence

from tocsin.plan.boards.board_parts import Board, alarm_prefixes, board_spec, once
from tocsin.plan.boards.changes import firing_list
from tocsin.plan.boards.resource_panels import alarm_panels
from tocsin.plan.boards.sources import Sources, called
from tocsin.plan.specs import BACKUP_SERVICE, AlarmSpec, DashboardSpec, RowSpec, qualified


def operations_board(sources: Sources) -> DashboardSpec | None:
    """Return the dashboard of alarms that belong to no service; None where there are none."""
    services = sources.context.viewpoint.services
    own = [each for each in sources.alarms if each.service not in {*services, BACKUP_SERVICE}]
    if not own:
        return None
    prefixes = alarm_prefixes(sources.context, once(alarm.service for alarm in own))
    return board_spec(
        sources,
        Board(
            name="operations",
            kind="operations",
            means="Whether alarms reach people.",
            services=tuple(dict.fromkeys((alarm.service, alarm.owner) for alarm in own)),
            rows=(
                RowSpec(
                    title="Alarms that are on",
                    panels=tuple(firing_list(sources, prefixes, whose="the way to people")),
                ),
                *thing_rows(sources, own),
            ),
            alarm_prefixes=prefixes,
            range_seconds=86_400,
        ),
    )


def thing_rows(sources: Sources, alarms: Sequence[AlarmSpec]) -> tuple[RowSpec, ...]:
    """Return a row for each thing that *alarms* watch, those of the whole service first."""
    things = dict.fromkeys((alarm.service, alarm.resource) for alarm in alarms)
    rows = []
    for service, resource in sorted(things, key=lambda each: each[1] is not None):
        name = _thing(sources, service if resource is None else resource)
        here = sources.alarms_of(service, resource)
        # What is watched of backups says itself what it is about.
        panels = alarm_panels(
            sources.context, here, called="" if service == BACKUP_SERVICE else name
        )
        rows.append(RowSpec(title=name, panels=tuple(panels)))
    return tuple(rows)


def _thing(sources: Sources, resource: str) -> str:
    """Return what people call something of ours, whose name begins with system and stage."""
    context = sources.context
    prefix = f"{qualified(context.viewpoint.system, context.stage_name)}-"
    own = resource.removeprefix(prefix)
    return called(resource if own == resource else own.replace("-", " "))
