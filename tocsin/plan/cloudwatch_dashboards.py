"""Which dashboards are in CloudWatch, too."""

from collections.abc import Sequence

from tocsin.plan.specs import DashboardSpec
from tocsin.plan.stage_context import StageContext
from tocsin.plan.template_limits import MOST_PARAMETERS, count_parameters
from tocsin.viewpoint import ALL_DASHBOARDS, slug

_KEY = "cloudwatch_dashboards"


def cloudwatch_dashboards(
    context: StageContext, dashboards: Sequence[DashboardSpec]
) -> tuple[DashboardSpec, ...]:
    """Return the dashboards that the viewpoint wants in CloudWatch, each once.

    What names none is reported, and so is one whose names are read by more parameters than a
    template has.
    """
    wanted = context.viewpoint.cloudwatch_dashboards
    if ALL_DASHBOARDS in wanted:
        chosen = tuple(dashboards)
    else:
        by_id = {each.id: each for each in dashboards}
        for number, name in enumerate(wanted):
            if slug(name) not in by_id:
                known = (ALL_DASHBOARDS, *by_id)
                context.report_unknown(
                    "unknown-dashboard", (_KEY, number), "dashboard", name, known
                )
        chosen = tuple(by_id[each] for each in dict.fromkeys(map(slug, wanted)) if each in by_id)
    for each in chosen:
        _check_parameters(context, each)
    return chosen


def _check_parameters(context: StageContext, dashboard: DashboardSpec) -> None:
    texts = [
        value
        for panel in dashboard.charts
        for series in panel.series
        for value in series.dimension_values
    ]
    found = count_parameters([*texts, *dashboard.log_groups])
    if found > MOST_PARAMETERS:
        what = (
            f"the dashboard {dashboard.id} would need {found} parameters of Systems Manager, and "
            f"{MOST_PARAMETERS} fit into a template"
        )
        fix = "leave it out here, or write names that do not change as they are, in place of ssm:"
        context.report("too-many-parameters", (_KEY,), what, fix)
