"""Names that two stages of one account would both have."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from tocsin.diagnostics import Location, Problem
from tocsin.plan.specs import Plan, qualified
from tocsin.plan.stack_names import stack_names
from tocsin.viewpoint import UNNAMED

Name = tuple[str, str, str]
"""What it is the name of, its Region, and the name."""


def may_share_names(first: str, second: str) -> bool:
    """Tell whether things of two stages can have one name: `prod` with `eu-x`, `prod-eu` with `x`.

    Args:
        first: The name of a stage.
        second: The name of another one.
    """
    return f"{first}-".startswith(f"{second}-") or f"{second}-".startswith(f"{first}-")


def check_stage_names(plans: Sequence[Plan], *, about: str | None = None) -> Iterator[Problem]:
    """Yield a problem for each two stages of one account that would build a thing of one name.

    Args:
        plans: In the order of the viewpoint.
        about: The stage that one of the two is; any if not given.
    """
    for first, second in combinations(plans, 2):
        if about not in (None, first.stage, second.stage):
            continue
        if first.account == second.account and may_share_names(first.stage, second.stage):
            shared = sorted(_names(first) & _names(second))
            if shared:
                yield _problem(first, second, shared)


def _problem(first: Plan, second: Plan, shared: Sequence[Name]) -> Problem:
    kind, region, name = shared[0]
    more = f", and {len(shared) - 1} more names" if len(shared) > 1 else ""
    return Problem(
        kind="plan/names-of-another-stage",
        where=Location(source=UNNAMED, key_path=("stages", second.stage)),
        what=f"the stages {first.stage} and {second.stage} share the account, and both would have "
        f"the {kind} {name} in {region}{more}",
        fix="rename the stage, so that its name does not begin with that of the other",
        why="The second one that is deployed fails, or takes over what belongs to the first.",
    )


def _names(plan: Plan) -> set[Name]:
    names = {("alarm", alarm.region, alarm.name) for alarm in plan.alarms}
    names.update(("stack", *each) for each in stack_names(plan))
    names.add(("dashboard of CloudWatch", plan.region, qualified(plan.system, plan.stage)))
    for alerting in plan.alerting:
        for topic in alerting.topics:
            names.add(("topic", alerting.region, topic.name))
            names.add(("queue", alerting.region, topic.dead_letter_queue))
    for incidents in plan.incidents:
        names.update((kind, incidents.region, name) for kind, name in incidents.names)
    for vault in plan.backup.vaults if plan.backup is not None else ():
        names.add(("vault", vault.region, vault.name))
    for tests in plan.backup.restore_tests if plan.backup is not None else ():
        names.update(("restore testing plan", tests.region, each.name) for each in tests.tests)
        names.add(("function", tests.region, tests.validator.function))
    for group in plan.log_groups:
        names.update(("metric filter", group.region, each.name) for each in group.metric_filters)
    for traced in plan.tracing:
        names.update(("sampling rule", traced.region, rule.name) for rule in traced.rules)
        names.update(("group of traces", traced.region, group.name) for group in traced.groups)
        names.update(("rule", traced.region, event.name) for event in traced.events if event.name)
    names.update(("dashboard of Grafana", "any Region", each.uid) for each in plan.dashboards)
    names.update(("chat channel's configuration", "all Regions", each.name) for each in plan.chats)
    return names
