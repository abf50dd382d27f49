"""A service in one line: the golden signals, and how many of its alarms are on."""

from collections.abc import Iterator
from dataclasses import replace

from tocsin.catalogue import Role
from tocsin.plan.boards.board_parts import metric_panel
from tocsin.plan.boards.changes import firing_count
from tocsin.plan.boards.objective_panels import objective_panels
from tocsin.plan.boards.resource_panels import RolePanel
from tocsin.plan.boards.sources import Sources, called
from tocsin.plan.golden_signals import ROLES
from tocsin.plan.specs import AnyPanelSpec, PanelSpec, TextPanelSpec, qualified

PANELS_IN_A_LINE = len(ROLES) + 2
"""The name, the four signals and the alarms."""

_NONE: dict[Role, str] = {
    "traffic": "Nothing that it has says how much is asked of it.",
    "errors": "Nothing that it has counts errors.",
    "latency": "Nothing that it has measures how long it takes.",
    "saturation": "Nothing that it has can be full.",
}


def service_line(sources: Sources, service: str, first: TextPanelSpec) -> tuple[AnyPanelSpec, ...]:
    """Return the line of a service: *first*, a number for each signal, and its alarms."""
    uid = first.opens
    context = sources.context
    prefix = f"{qualified(context.viewpoint.system, context.stage_name, service)}-"
    regions = sources.regions_of([prefix])
    region = next(
        (log.region for log in sources.change_logs if log.region in regions),
        context.stage.home,
    )
    logs = {log.region for log in sources.change_logs}
    alarms: AnyPanelSpec = (
        firing_count(sources, called(service), [prefix], opens=uid, region=region)
        if region in logs and regions
        else TextPanelSpec(title=f"{called(service)}: alarms", text="It has none.")
    )
    return (first, *(_signal(sources, service, role, uid) for role in ROLES), alarms)


def signal_of(sources: Sources, service: str, role: Role) -> PanelSpec | None:
    """Return the panel that says most of a signal of a service.

    Of errors that is what it promises, and of traffic what is known to be usual; else what an
    alarm watches, of the first resource that has such a thing: those that users meet stand first
    in a viewpoint.
    """
    settings = sources.context.viewpoint.services[service]
    if role == "errors" and settings.objectives:
        own = sources.alarms_of(service)
        return next(objective_panels(sources.context, service, settings, own), None)
    if role == "traffic":
        for metric, written in settings.metrics.items():
            if written.usual is not None and (panel := metric_panel(sources, service, metric)):
                return panel
    found = [each for each in _panels(sources, service) if each.role == role]
    watched = [each for each in found if each.panel.alarms] if role != "traffic" else []
    return next((each.panel for each in (*watched, *found)), None)


def _panels(sources: Sources, service: str) -> Iterator[RolePanel]:
    for resource in sources.context.viewpoint.services[service].resources:
        yield from sources.panels_of(service, resource)


def _signal(sources: Sources, service: str, role: Role, uid: str | None) -> AnyPanelSpec:
    title = f"{called(service)}: {role}"
    panel = signal_of(sources, service, role)
    if panel is None:
        return TextPanelSpec(title=title, text=_NONE[role])
    series = panel.series[:1] if len({each.region for each in panel.series}) == 1 else panel.series
    return replace(
        panel,
        title=title,
        means=f"{panel.title}. {panel.means}",
        series=series[:2],
        opens=uid,
        range_seconds=None,
    )
