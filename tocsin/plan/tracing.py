"""Sampling rules and trace groups."""

from tocsin.plan.specs import SamplingRuleSpec, TraceGroupSpec, TracingSpec, qualified
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import SamplingRule, slug

LONGEST_NAME = 32
"""Characters in the name of a rule or group.

https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html
"""
_FIRST_PRIORITY = 100
_STEP = 100


def make_tracing(context: StageContext) -> TracingSpec:
    """Return the stage's sampling rules and groups; rules keep the order of the viewpoint."""
    settings = context.viewpoint.tracing
    return TracingSpec(
        rules=tuple(
            _rule(context, name, rule, _FIRST_PRIORITY + _STEP * number)
            for number, (name, rule) in enumerate(settings.rules.items())
        ),
        groups=tuple(
            TraceGroupSpec(
                id=slug(name),
                name=_name(context, "groups", name),
                filter_expression=group.filter,
                insights=group.insights,
                notifications=group.notifications,
            )
            for name, group in settings.groups.items()
        ),
    )


def _rule(context: StageContext, name: str, rule: SamplingRule, priority: int) -> SamplingRuleSpec:
    return SamplingRuleSpec(
        id=slug(name),
        name=_name(context, "rules", name),
        priority=priority,
        path=rule.path,
        method=rule.method,
        host=rule.host,
        service=rule.service,
        service_type=rule.service_type,
        attributes=tuple(sorted(rule.attributes.items())),
        reservoir=rule.reservoir,
        rate=rule.rate,
    )


def _name(context: StageContext, part: str, name: str) -> str:
    full = qualified(context.viewpoint.system, context.stage_name, name)
    if len(full) > LONGEST_NAME:
        context.report(
            "name-too-long",
            ("tracing", part, name),
            f"{full!r} has {len(full)} characters, and X-Ray allows {LONGEST_NAME}",
            "shorten the name",
        )
    return full
