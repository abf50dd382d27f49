"""The pulse of monitoring: its absence pages from another Region, where everything else lives."""

from collections.abc import Iterator

from tocsin.plan.alarm_settings import AlarmSettings, assemble_alarm
from tocsin.plan.refusals import AlarmPlaces
from tocsin.plan.specs import (
    PAGING_SERVICE,
    PULSE_MINUTES,
    AlarmSpec,
    MetricSpec,
    PulseSpec,
    SeriesSpec,
    partition,
    qualified,
    runbook_path,
)
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import Freshness, freshness_in_catalogue
from tocsin.timing import DetectWithin
from tocsin.viewpoint import Condition

_METRIC = "NumberOfMessagesSent"
_PERIOD = 2 * PULSE_MINUTES * 60
"""Seconds: of two messages one may be a little late, and the period begins at any minute."""

_WITHIN = DetectWithin(
    time=45 * 60, because="that nothing is told is only seen when what comes each time is missing"
)


def make_pulses(context: StageContext) -> tuple[PulseSpec, ...]:
    """Return the pulse of each Region of a stage that another one can watch."""
    found = []
    for region in context.stage.active_regions:
        watched_in = _watched_in(context, region)
        if watched_in is not None:
            found.append(_pulse(context.at(region), watched_in))
    return tuple(found)


def _watched_in(context: StageContext, region: str) -> str | None:
    """Return the Region that misses the pulse of another: the one for recovery, if there is one."""
    stage = context.stage
    places = (stage.copied_to, *stage.active_regions)
    return next((each for each in places if each is not None and each != region), None)


def _pulse(context: StageContext, watched_in: str) -> PulseSpec:
    viewpoint, account = context.viewpoint, context.stage.account
    name = qualified(viewpoint.system, context.stage_name, "pulse", *context.suffix)
    return PulseSpec(
        name=name,
        region=context.region,
        watched_in=watched_in,
        queue_arn=f"arn:{partition(watched_in)}:sqs:{watched_in}:{account}:{name}",
        description=f"Begins and ends every {PULSE_MINUTES} minutes, so that {watched_in} hears "
        f"that alarms of {viewpoint.system} {context.stage_name} in {context.region} are evaluated "
        "and told. Nobody has to do anything about it.",
        owner=viewpoint.owner,
    )


def pulse_alarms(context: StageContext, pulse: PulseSpec) -> Iterator[AlarmSpec]:
    """Yield the alarm, in another Region, on the silence of a pulse."""
    there = context.at(pulse.watched_in)
    yield assemble_alarm(
        there,
        AlarmSettings(
            severity="critical",
            condition=Condition(comparison="LessThanThreshold", threshold=1),
            period=_PERIOD,
            treat_missing_data="breaching",
            detect_within=_WITHIN,
        ),
        names=(PAGING_SERVICE, *context.at(pulse.region).suffix, "pulse missing"),
        title="The pulse of monitoring is missing",
        resource=pulse.name,
        owner=context.viewpoint.owner,
        runbook=runbook_path(PAGING_SERVICE, "pulse missing"),
        what_happened=f"Monitoring in {pulse.region} has sent no sign of life for "
        f"{_PERIOD // 60} minutes.",
        why_it_matters="Alarms of that Region may not be evaluated, or may reach nobody: silence "
        "there means nothing now.",
        first_action=f"Look at the service itself, by its own pages, and at the health of AWS in "
        f"{pulse.region}; then at the alarm {pulse.name} and its topic.",
        series=SeriesSpec(
            label="Signs of life",
            expression=None,
            metrics=(
                MetricSpec(
                    id="value",
                    namespace="AWS/SQS",
                    name=_METRIC,
                    dimensions=(("QueueName", pulse.name),),
                    statistic="Sum",
                    unit="Count",
                ),
            ),
            period=_PERIOD,
            unit="count",
        ),
        places=AlarmPlaces(whole=("severities", "critical", "respond_within")),
        freshness=Freshness(
            interval=PULSE_MINUTES * 60, delay=freshness_in_catalogue("sqs_queue", _METRIC).delay
        ),
    )
