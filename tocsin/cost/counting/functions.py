"""Functions, canaries and state machines, by how often they run."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from tocsin.assembly import Assembly, Resource
from tocsin.cost.counted import Counted, Uncounted
from tocsin.cost.counting.of_resource import called, counted, in_usage, uncounted
from tocsin.cost.counting.runs import runs_a_month
from tocsin.cost.usage import Usage
from tocsin.schedules import EVENTBRIDGE_RULE, EVENTBRIDGE_SCHEDULER

_FUNCTION = "AWS::Lambda::Function"
_LEAST_MEMORY = 128
_MEBIBYTES = 1_024
_ASSUMED_SECONDS = 1.0
_ASSUMED = "a run takes a second"


def functions(assembly: Assembly, usage: Usage) -> Iterator[Counted | Uncounted]:
    """Yield runs and time of functions, runs of canaries, and transitions of state machines.

    A function runs as often as the schedules say that name it; else a usage has to say it.

    https://aws.amazon.com/lambda/pricing/
    """
    scheduled = _scheduled(assembly)
    for function in assembly.resources(_FUNCTION):
        runs = usage.functions.get(called(function)) or scheduled.get(function)
        if runs is None:
            yield uncounted("runs of functions", function, in_usage("functions"))
        else:
            yield from _function(function, runs)
    for canary in assembly.resources("AWS::Synthetics::Canary"):
        yield _canary(canary)
    yield from _machines(assembly, usage)


def _function(function: Resource, runs: float) -> Iterator[Counted | Uncounted]:
    memory = function.properties.get("MemorySize", _LEAST_MEMORY)
    try:
        gigabytes = float(str(memory)) / _MEBIBYTES
    except ValueError:
        yield uncounted("time of functions", function, "a number as MemorySize")
        return
    is_arm = function.properties.get("Architectures") == ["arm64"]
    yield counted("function-request", runs, function)
    yield counted(
        "function-second-arm" if is_arm else "function-second",
        runs * gigabytes * _ASSUMED_SECONDS,
        function,
        assumed=_ASSUMED,
    )


def _scheduled(assembly: Assembly) -> Mapping[Resource, float]:
    """Return how often schedules run each function in a month."""
    runs: dict[Resource, float] = defaultdict(float)
    for resource, often in (*_by_rules(assembly), *_by_scheduler(assembly)):
        if resource is not None and often is not None:
            runs[resource] += often
    return runs


def _by_rules(assembly: Assembly) -> Iterator[tuple[Resource | None, float | None]]:
    for rule in assembly.event_rules:
        expression = rule.text("ScheduleExpression")
        if expression and rule.state != "DISABLED":
            often = runs_a_month(expression, EVENTBRIDGE_RULE)
            yield from ((target.link.resource, often) for target in rule.targets)


def _by_scheduler(assembly: Assembly) -> Iterator[tuple[Resource | None, float | None]]:
    for schedule in assembly.resources("AWS::Scheduler::Schedule"):
        properties = schedule.properties
        target = properties.get("Target")
        if properties.get("State") == "DISABLED" or not isinstance(target, dict):
            continue
        expression = str(properties.get("ScheduleExpression", ""))
        zone = str(properties.get("ScheduleExpressionTimezone") or "UTC")
        resource = assembly.index.find(target.get("Arn"), schedule.stack)
        yield resource, runs_a_month(expression, EVENTBRIDGE_SCHEDULER, zone)


def _canary(canary: Resource) -> Counted | Uncounted:
    schedule = canary.properties.get("Schedule")
    expression = schedule.get("Expression") if isinstance(schedule, dict) else None
    runs = runs_a_month(str(expression), EVENTBRIDGE_RULE)
    if runs is None:
        return uncounted("runs of canaries", canary, "a schedule that can be read")
    return counted("canary-run", runs, canary)


def _machines(assembly: Assembly, usage: Usage) -> Iterator[Counted | Uncounted]:
    machines = [each.resource for each in assembly.state_machines if not each.is_express]
    if usage.state_transitions is None:
        known_by = in_usage("state_transitions")
        yield from (uncounted("transitions of state machines", each, known_by) for each in machines)
    elif machines:
        yield counted("state-transition", usage.state_transitions, machines[0])
