"""What dashboards show of objectives: how much fails, and what is left of the error budget."""

from collections.abc import Iterator, Sequence

from tocsin.diagnostics import format_duration, number_text
from tocsin.plan.objective_series import (
    budget_left,
    failing_share,
    objective_title,
    stages_with,
)
from tocsin.plan.specs import AlarmSpec, PanelSpec
from tocsin.plan.stage_context import StageContext
from tocsin.timing import HOUR
from tocsin.viewpoint import Service


def objective_panels(
    context: StageContext, name: str, service: Service, alarms: Sequence[AlarmSpec]
) -> Iterator[PanelSpec]:
    """Yield two panels for each objective of a service, in each Region that has its metrics."""
    for objective_name, objective in service.objectives.items():
        for there in stages_with(context, service, objective):
            names = (name, objective_name)
            share = failing_share(there, names, service, seconds=HOUR, least=objective.at_least)
            place = f" ({there.region})" if len(context.stage.active_regions) > 1 else ""
            target = number_text(objective.target)
            window = format_duration(objective.window)
            title = objective_title(objective_name)
            yield PanelSpec(
                title=f"{title}: share that fails{place}",
                means=f"{objective.means or title} {target} % of {window} are promised, so that "
                f"{number_text(round(100 - objective.target, 10))} % may fail.",
                series=(share,),
                alarms=tuple(
                    alarm
                    for alarm in alarms
                    if alarm.series == share and alarm.region == there.region
                ),
            )
            yield PanelSpec(
                title=f"{title}: error budget left{place}",
                means=f"What is left of the budget of {window}: 100 % before anything fails, and "
                "below 0 where the promise is broken. Its newest value counts: it begins with "
                "what is shown.",
                series=(budget_left(there, names, service),),
                alarms=(),
                range_seconds=int(objective.window.total_seconds()),
                goes_below_zero=True,
            )
