"""What CloudFormation takes in one template.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""

from collections.abc import Iterable, Iterator

from tocsin.diagnostics import KeyPath
from tocsin.plan.specs import AlertingSpec, BackupSpec, DashboardSpec, stored_paths
from tocsin.plan.stage_context import StageContext

MOST_ALARMS = 400
"""CloudFormation allows 500 resources; this leaves room for others than alarms."""

LARGEST_TEMPLATE = 950_000
"""Bytes; CloudFormation allows 1 MB, and this leaves room for others than alarms."""

MOST_PARAMETERS = 199
"""CloudFormation allows 200, and the CDK has one of its own in each template."""


def count_parameters(texts: Iterable[str]) -> int:
    """Return how many parameters a template needs for the stored values in *texts*."""
    return sum(1 for _ in stored_paths(texts))


def check_parameters(
    context: StageContext,
    *,
    alerting: Iterable[AlertingSpec],
    backup: BackupSpec | None,
    dashboards: Iterable[DashboardSpec],
) -> None:
    """Report more stored values than one template can read, beside those of alarms."""
    for region in alerting:
        subscriptions = [each for topic in region.topics for each in topic.subscriptions]
        _check(context, ("contacts",), "alerting", (each.endpoint for each in subscriptions))
    for each in backup.regions if backup is not None else ():
        arns = (arn for plan in each.plans for arn in plan.arns)
        _check(context, ("data_protection", "protected"), "backup", arns)
    _check(context, ("dashboards",), "dashboard", _shown(dashboards))


def _check(context: StageContext, key_path: KeyPath, stack: str, texts: Iterable[str]) -> None:
    found = count_parameters(texts)
    if found > MOST_PARAMETERS:
        context.report(
            "too-many-parameters",
            key_path,
            f"the stack {stack} would have {found} parameters of Systems Manager, "
            f"and {MOST_PARAMETERS} fit",
            "write names that do not change as they are, in place of ssm:",
        )


def _shown(dashboards: Iterable[DashboardSpec]) -> Iterator[str]:
    for dashboard in dashboards:
        for panel in dashboard.charts:
            for series in panel.series if panel.headline else ():
                yield from series.dimension_values
