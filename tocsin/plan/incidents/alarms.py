"""The alarms on what pages people: they tell everybody, by a topic that needs none of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tocsin.plan.alarm_settings import AlarmSettings, assemble_alarm
from tocsin.plan.incidents.digests import holidays_alarm
from tocsin.plan.refusals import AlarmPlaces
from tocsin.plan.specs import (
    INCIDENT_NAMESPACE,
    PAGING_SERVICE,
    PROBE_METRIC,
    SWEEP_MINUTES,
    AlarmSpec,
    FunctionSpec,
    IncidentsSpec,
    MetricSpec,
    SeriesSpec,
    runbook_path,
)
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import PUT_EVERY_MINUTE, Freshness, freshness_in_catalogue
from tocsin.timing import DetectWithin
from tocsin.viewpoint import Condition

_PLACES = AlarmPlaces(whole=("severities", "critical", "respond_within"))
_ONCE = Condition(comparison="GreaterThanOrEqualToThreshold", threshold=1)
_WAITS_TOO_LONG = Condition(comparison="GreaterThanThreshold", threshold=120)
_NONE = Condition(
    comparison="LessThanThreshold", threshold=1, evaluation_periods=3, datapoints_to_alarm=3
)
_SILENCE_WITHIN = DetectWithin(
    time=45 * 60, because="that nothing comes is only seen when what comes each time is missing"
)
_MATTERS = "Somebody who should know of an incident may not be paged."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Symptom:
    """What can be wrong with a part of what pages.

    Attributes:
        runbook: Names its runbook.
        names: What the alarm's name has in it.
        title: A few words for lists.
        resource: What it watches.
        kind: The resource type that the metric is of in the catalogue.
        namespace: The metric's namespace.
        metric: The metric's name.
        dimension: The metric's dimension.
        value: Its value, where that is not the resource's name.
        statistic: The metric's.
        condition: When it fires.
        is_of_everybody: Whether it is about the topic of everybody, and tells by another one.
        what: What happened.
        action: What to do first.
    """

    runbook: str
    names: tuple[str, ...]
    title: str
    resource: str
    kind: str
    namespace: str
    metric: str
    dimension: str
    value: str = ""
    statistic: str = "Sum"
    condition: Condition = _ONCE
    is_of_everybody: bool = False
    what: str
    action: str


def incident_alarms(context: StageContext, incidents: IncidentsSpec) -> Iterator[AlarmSpec]:
    """Yield the alarms on what pages people in a Region."""
    context = context.at(incidents.region)
    for symptom in _symptoms(incidents):
        yield _alarm(context, symptom)
    yield _silence(context)
    # The holidays are those of the viewpoint, whatever the Region.
    is_home = incidents.region == context.stage.home
    if is_home and any(each.has_holidays for each in incidents.digests):
        yield holidays_alarm(context)


def _symptoms(incidents: IncidentsSpec) -> Iterator[_Symptom]:
    yield from _of_functions(incidents)
    for machine in incidents.machines:
        yield _Symptom(
            runbook="incident machine failed",
            names=("machine failed", machine.severity),
            title=f"{machine.severity}: incident machine failed",
            resource=machine.name,
            kind="step_functions_state_machine",
            namespace="AWS/States",
            metric="ExecutionsFailed",
            dimension="StateMachineArn",
            value=machine.arn,
            what=f"An execution of the machine {machine.name} ended before anybody answered.",
            action="Open the failed execution in the console: its input names the incident, whom "
            "somebody has to be told of now.",
        )
    yield from _of_queues(incidents)


def _of_functions(incidents: IncidentsSpec) -> Iterator[_Symptom]:
    for function in incidents.functions:
        yield _of_function(
            function,
            metric="Errors",
            what=f"The function {function.name} failed.",
            action="Read the newest lines with ERROR of its log group: they name the incident and "
            "the error.",
        )
        if function.most_at_once is not None:
            # That it refuses what is too much is what it is limited for.
            continue
        yield _of_function(
            function,
            metric="Throttles",
            what=f"AWS Lambda refused to run the function {function.name}.",
            action="Look which functions of the account use up its concurrency, and limit these.",
        )


def _of_function(function: FunctionSpec, *, metric: str, what: str, action: str) -> _Symptom:
    return _Symptom(
        runbook=f"incident function {metric.lower()}",
        names=(function.id, metric.lower()),
        title=f"{function.id}: incident function {metric.lower()}",
        resource=function.name,
        kind="lambda_function",
        namespace="AWS/Lambda",
        metric=metric,
        dimension="FunctionName",
        what=what,
        action=action,
    )


def _of_queues(incidents: IncidentsSpec) -> Iterator[_Symptom]:
    queues = [incidents.queue, *([incidents.deadline] if incidents.deadline else [])]
    for queue in queues:
        yield _of_queue(
            queue.dead_letter_queue,
            names=(queue.function, "dead letters"),
            title=f"{queue.function}: incident dead letters",
            what=f"Messages of {queue.name} failed again and again, and wait in "
            f"{queue.dead_letter_queue}.",
            action="Read the messages in the queue: each is of an alarm. Then read the log of "
            f"the function {queue.function}.",
        )
    undelivered = dict.fromkeys(
        (each.dead_letter_queue, not each.contact) for each in incidents.topics
    )
    for name, is_of_everybody in undelivered:
        whose = "everybody" if is_of_everybody else "contacts"
        yield _of_queue(
            name,
            names=(whose, "undelivered"),
            title=f"{whose}: incident dead letters",
            what=f"Pages could not be delivered to somebody, and wait in {name}.",
            action="Read the messages in the queue: each names its incident and the subscription.",
            is_of_everybody=is_of_everybody,
        )
    yield _Symptom(
        runbook="incident queue waits",
        names=("queue waits",),
        title="incident queue waits",
        resource=incidents.queue.name,
        kind="sqs_queue",
        namespace="AWS/SQS",
        metric="ApproximateAgeOfOldestMessage",
        dimension="QueueName",
        statistic="Maximum",
        condition=_WAITS_TOO_LONG,
        what=f"A notification has waited in {incidents.queue.name} for more than two minutes.",
        action="Look whether the event source mapping of the function intake is enabled, and "
        "whether the function fails.",
    )


def _of_queue(
    name: str,
    *,
    names: tuple[str, ...],
    title: str,
    what: str,
    action: str,
    is_of_everybody: bool = False,
) -> _Symptom:
    return _Symptom(
        runbook="incident dead letters",
        names=names,
        title=title,
        resource=name,
        kind="sqs_queue",
        namespace="AWS/SQS",
        metric="ApproximateNumberOfMessagesVisible",
        dimension="QueueName",
        statistic="Maximum",
        is_of_everybody=is_of_everybody,
        what=what,
        action=action,
    )


def _alarm(context: StageContext, symptom: _Symptom) -> AlarmSpec:
    seconds = symptom.metric == "ApproximateAgeOfOldestMessage"
    metric = MetricSpec(
        id="value",
        namespace=symptom.namespace,
        name=symptom.metric,
        dimensions=((symptom.dimension, symptom.value or symptom.resource),),
        statistic=symptom.statistic,
        unit="Seconds" if seconds else "Count",
    )
    alarm = assemble_alarm(
        context,
        AlarmSettings(
            severity="critical",
            condition=symptom.condition,
            period=60,
            treat_missing_data="notBreaching",
        ),
        names=(PAGING_SERVICE, "incident", *symptom.names),
        title=symptom.title[:1].upper() + symptom.title[1:],
        resource=symptom.resource,
        owner=context.viewpoint.owner,
        runbook=runbook_path(PAGING_SERVICE, symptom.runbook),
        what_happened=symptom.what,
        why_it_matters=_MATTERS,
        first_action=symptom.action,
        series=SeriesSpec(
            label=_label(symptom.title),
            expression=None,
            metrics=(metric,),
            period=60,
            unit="seconds" if seconds else "count",
        ),
        places=_PLACES,
        freshness=freshness_in_catalogue(symptom.kind, symptom.metric),
    )
    return replace(alarm, tells_everybody=not symptom.is_of_everybody)


def _label(title: str) -> str:
    label = title.rpartition(": ")[2]
    return label[:1].upper() + label[1:]


def _silence(context: StageContext) -> AlarmSpec:
    """Return the alarm on probes that do not come through: whatever is ill without a word."""
    viewpoint = context.viewpoint
    period = SWEEP_MINUTES * 60
    metric = MetricSpec(
        id="value",
        namespace=INCIDENT_NAMESPACE,
        name=PROBE_METRIC,
        dimensions=(("Stage", context.stage_name), ("System", viewpoint.system)),
        statistic="Sum",
        unit="Count",
    )
    alarm = assemble_alarm(
        context,
        AlarmSettings(
            severity="critical",
            condition=_NONE,
            period=period,
            treat_missing_data="breaching",
            detect_within=_SILENCE_WITHIN,
        ),
        names=(PAGING_SERVICE, "incident", "probe silent"),
        title="Incident probe is silent",
        resource=None,
        owner=viewpoint.owner,
        runbook=runbook_path(PAGING_SERVICE, "incident probe silent"),
        what_happened="No probe has gone the way of a notification to its end for "
        f"{3 * SWEEP_MINUTES} minutes.",
        why_it_matters="Alarms may become no incidents, and page nobody.",
        first_action="Look where the newest probe ended: in the queue of incidents, in the log of "
        "the function intake, or in the executions of the machine. Until it is mended, watch the "
        "alarms themselves.",
        series=SeriesSpec(
            label="Probes that came through",
            expression=None,
            metrics=(metric,),
            period=period,
            unit="count",
        ),
        places=_PLACES,
        freshness=Freshness(interval=period, delay=PUT_EVERY_MINUTE.delay),
    )
    return replace(alarm, tells_everybody=True)
