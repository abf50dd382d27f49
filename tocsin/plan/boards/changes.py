"""What is asked of the log of changes: which alarms are on, and what was deployed.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
"""

import re
from collections.abc import Container, Iterator, Sequence

from tocsin.plan.boards.sources import Sources
from tocsin.plan.specs import (
    ChangeLogSpec,
    LogPanelSpec,
    LogView,
    MetricSpec,
    PanelSpec,
    SeriesSpec,
    qualified,
)

LOOK_BACK = 30 * 86_400
"""Seconds in which an alarm has to have changed its state: beyond it no event is read."""

_STATE = "CloudWatch Alarm State Change"
_BEYOND = (
    "It is read from the events of alarms: one whose state has not changed for 30 days, or since "
    "before the log was made, is not in it; CloudWatch's own list has all."
)
_DEPLOYED = f"""\
filter `detail-type` != "{_STATE}"
| fields coalesce(`detail.stack-id`, detail.application, detail.pipeline, resources.0) as thing
| fields coalesce(`detail.status-details.status`, detail.state, detail.eventName) as state
| display @timestamp, `detail-type`, thing, state
| sort @timestamp desc
| limit 100"""
_BURN = re.compile(r"-burn-[0-9a-z]+-over-[0-9a-z]+$")
"""The end of the name of an alarm that is a part: one window of a burn rate."""

_NEWEST = """\
stats latest(detail.state.value) as state, latest(detail.state.timestamp) as since,
    latest(detail.state.reason) as reason, latest(detail.configuration.description) as description
    by detail.alarmName as alarm
| filter state = 'ALARM'"""
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-alias.html"""


def firing_list(sources: Sources, prefixes: Sequence[str], *, whose: str) -> Iterator[LogPanelSpec]:
    """Yield the list of alarms that are on, one for each Region that has alarms.

    Args:
        sources: What dashboards are made from.
        prefixes: What the names of the alarms begin with.
        whose: Whose alarms they are, in words.
    """
    logs = _logs(sources, sources.regions_of(prefixes))
    for log in logs:
        yield _asked(
            log,
            sources,
            is_one=len(logs) == 1,
            title=f"Alarms of {whose} that are on",
            means="The newest first, with the reason that CloudWatch gives, and the description of "
            f"the alarm, which names its runbook and its dashboard. {_BEYOND}",
            query=f"{_changes_of(sources, prefixes)}\n| {_NEWEST}\n| sort since desc\n| limit 100",
            view="table",
            no_value="No alarm is on",
        )


def firing_count(
    sources: Sources, service: str, prefixes: Sequence[str], *, opens: str | None, region: str
) -> LogPanelSpec:
    """Return how many alarms of a service are on in a Region."""
    (log,) = [each for each in sources.change_logs if each.region == region]
    return _asked(
        log,
        sources,
        title=f"{service}: alarms",
        means=f"How many of its alarms are on{_in_one(sources, prefixes, region)}. {_BEYOND}",
        query=f"{_changes_of(sources, prefixes)}\n| {_NEWEST}\n| stats count(*) as alarms",
        view="number",
        no_value="None is on",
        opens=opens,
    )


def alarm_course(sources: Sources, prefixes: Sequence[str]) -> Iterator[LogPanelSpec]:
    """Yield how many alarms went on over time, for each Region."""
    logs = _logs(sources, sources.regions_of(prefixes))
    for log in logs:
        yield _asked(
            log,
            sources,
            is_one=len(logs) == 1,
            title="Alarms that went on",
            means="How many alarms went on in each 5 minutes.",
            query=f'{_changes_of(sources, prefixes)} and detail.state.value = "ALARM"\n'
            "| stats count(*) as alarms by bin(5m)",
            view="course",
            no_value="None went on",
            is_of_now=False,
        )


def deployments(sources: Sources) -> Iterator[LogPanelSpec | PanelSpec]:
    """Yield what was deployed in the account: a list and a count over time, for each Region."""
    logs = _logs(sources, sources.context.stage.active_regions)
    for log in logs:
        yield _asked(
            log,
            sources,
            is_one=len(logs) == 1,
            title="Deployments",
            means="What CloudFormation, CodeDeploy, CodePipeline and Amazon ECS have deployed in "
            "the account, the newest first: most failures follow a change. What nobody deploys by "
            "one of these is not in it.",
            query=_DEPLOYED,
            view="table",
            no_value="Nothing was deployed",
            is_of_now=False,
        )
    if logs:
        yield _deployment_course(logs)


def _deployment_course(logs: Sequence[ChangeLogSpec]) -> PanelSpec:
    is_one = len(logs) == 1
    return PanelSpec(
        title="Deployments over time",
        means="Events of deployments in each 5 minutes, on the same axis of time as all charts.",
        series=tuple(
            SeriesSpec(
                label="Events" if is_one else f"Events ({log.region})",
                expression=None,
                metrics=(
                    MetricSpec(
                        id="value",
                        namespace="AWS/Events",
                        name="MatchedEvents",
                        dimensions=(("RuleName", log.deployments.name),),
                        statistic="Sum",
                        unit="Count",
                    ),
                ),
                period=300,
                unit="count",
                region=None if is_one else log.region,
            )
            for log in logs
        ),
        alarms=(),
    )


def _logs(sources: Sources, regions: Container[str]) -> list[ChangeLogSpec]:
    return [each for each in sources.change_logs if each.region in regions]


def _in_one(sources: Sources, prefixes: Sequence[str], region: str) -> str:
    """Say in which Region alarms are counted, where there are others with alarms of the service."""
    others = sorted(set(sources.regions_of(prefixes)) - {region})
    return f" in {region}; its own dashboard has those of {', '.join(others)}" if others else ""


def _changes_of(sources: Sources, prefixes: Sequence[str]) -> str:
    """Return what leaves the changes of alarms that begin so: no parts, and none of others.

    A part pages nobody, and what it is a part of is counted itself.
    """
    query = f'filter `detail-type` = "{_STATE}" and detail.alarmName like {_begins(prefixes)}'
    if others := others_that_begin_so(sources, prefixes):
        query += f" and detail.alarmName not like {_begins(others)}"
    parts = [each.name for each in sources.alarms if each.is_part]
    if any(map(_BURN.search, parts)):
        query += f" and detail.alarmName not like /{_BURN.pattern}/"
    return query


def others_that_begin_so(sources: Sources, prefixes: Sequence[str]) -> tuple[str, ...]:
    """Return with what names of other services and stages begin that begin with one of *prefixes*.

    Of services `web` and `web-api`, the names of the latter begin with those of the former. Of the
    whole stage nothing is left out that may be its own: those of a service `eu` of `prod` begin as
    those of a stage `prod-eu`, and an alarm too many is better than one that nobody sees.
    """
    context = sources.context
    system, stage = context.viewpoint.system, context.stage_name
    whole = f"{qualified(system, stage)}-"
    services = {f"{qualified(system, stage, each)}-" for each in context.viewpoint.services}
    stages = {f"{qualified(system, each.stage_name)}-" for each in context.of_same_account()}
    found = {
        other
        for prefix in prefixes
        for other in (stages - services if prefix == whole else stages | services)
        if other != prefix and other.startswith(prefix) and other not in prefixes
    }
    return tuple(sorted(found))


def _begins(prefixes: Sequence[str]) -> str:
    names = "|".join(re.escape(each).replace("\\-", "-") for each in prefixes)
    return f"/^({names})/"


def _asked(
    log: ChangeLogSpec,
    sources: Sources,
    *,
    title: str,
    means: str,
    query: str,
    view: LogView,
    no_value: str,
    opens: str | None = None,
    is_of_now: bool = True,
    is_one: bool = True,
) -> LogPanelSpec:
    is_number = view == "number"
    return LogPanelSpec(
        title=title if is_one else f"{title} ({log.region})",
        means=means,
        query=query,
        log_groups=(log.name,),
        view=view,
        no_value=no_value,
        is_bad=is_number,
        runbook=sources.context.viewpoint.runbooks if is_number else "",
        range_seconds=LOOK_BACK if is_of_now else None,
        region=log.region,
        opens=opens,
    )
