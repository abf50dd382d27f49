"""Sampling rules and trace groups."""

from collections.abc import Sequence

from tocsin.diagnostics import InvalidValueError, KeyPath, quoted
from tocsin.plan.insight_events import insight_events
from tocsin.plan.specs import SamplingRuleSpec, TraceGroupSpec, TracingSpec, qualified
from tocsin.plan.stage_context import StageContext
from tocsin.sampling import Matching, check_filter_expression, is_late, is_within, overlap
from tocsin.sampling import SamplingRule as RuleOfSampler
from tocsin.viewpoint import SamplingRule, slug

LONGEST_NAME = 32
"""Characters in the name of a rule or group.

https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html
"""
LONGEST_PATTERN = 64
"""Characters in the pattern of a service's name, on the same page."""
_EVERYTHING = "*"
_FIRST_PRIORITY = 100
_STEP = 100


def sampling_rule(spec: SamplingRuleSpec) -> RuleOfSampler:
    """Return a rule as a sampler tries it."""
    return RuleOfSampler(
        name=spec.name,
        priority=spec.priority,
        matching=Matching(
            service=spec.service,
            service_type=spec.service_type,
            host=spec.host,
            method=spec.method,
            path=spec.path,
            attributes=dict(spec.attributes),
        ),
        reservoir=spec.reservoir,
        rate=spec.rate,
    )


def make_tracing(context: StageContext) -> tuple[TracingSpec, ...]:
    """Return sampling rules and groups of each Region, and what people are told of the latter."""
    return tuple(_tracing(there) for there in context.in_each())


def _tracing(context: StageContext) -> TracingSpec:
    settings = context.viewpoint.tracing
    names = _service_names(context) if settings.rules else _EVERYTHING
    groups = tuple(
        TraceGroupSpec(
            id=slug(name),
            name=_name(context, "groups", name),
            filter_expression=_filter(context, name, group.filter),
            insights=group.insights,
            notifications=group.notifications,
        )
        for name, group in settings.groups.items()
    )
    rules = tuple(
        _rule(context, name, rule, names, _FIRST_PRIORITY + _STEP * number)
        for number, (name, rule) in enumerate(settings.rules.items())
    )
    _check_order(context, rules)
    search = settings.transaction_search
    if search is not None:
        _check_one_search(context)
    return TracingSpec(
        region=context.region,
        rules=rules,
        groups=groups,
        events=insight_events(context, groups),
        indexed_percent=None if search is None else round(search.indexed * 100, 6),
        spans_policy="" if search is None else _qualified(context, "spans"),
    )


def _check_order(context: StageContext, rules: Sequence[SamplingRuleSpec]) -> None:
    """Report rules to which no request comes, because one before them takes all of theirs."""
    known = [sampling_rule(each).matching for each in rules]
    names = tuple(context.viewpoint.tracing.rules)
    for number, matching in enumerate(known):
        before = next((n for n in range(number) if known[n].covers(matching)), None)
        if before is not None:
            context.report(
                "rule-never-used",
                ("tracing", "rules", names[number]),
                f"no request comes to it: {quoted(names[before])} stands before it, and takes "
                "every request that it would take",
                f"move it before {quoted(names[before])}, or remove it",
            )


def _check_one_search(context: StageContext) -> None:
    for other in context.of_same_region():
        if other.viewpoint.tracing.transaction_search is not None:
            first, second = context.in_order(other)
            context.report(
                "second-transaction-search",
                ("tracing", "transaction_search"),
                f"the stages {first.stage_name} and {second.stage_name} share account and Region, "
                "which have one Transaction Search",
                f"write it under stages.{first.stage_name}.tracing alone",
                rests_on=other.changed("tracing"),
            )


def _qualified(context: StageContext, name: str) -> str:
    return qualified(context.viewpoint.system, context.stage_name, name)


def _service_names(context: StageContext) -> str:
    """Return the pattern of the names of the stage's services.

    X-Ray applies all rules of an account and Region to every request, so that stages which share
    these must not have a name in common.
    """
    neighbours = tuple(context.of_same_region())
    if context.stage.service_names is None:
        if neighbours:
            _report_unnamed(context, neighbours)
        return _EVERYTHING
    key_path = ("stages", context.stage_name, "service_names")
    names = _pattern(context, key_path, context.stage.service_names)
    for other in neighbours:
        theirs = other.stage.service_names
        if theirs is not None and overlap(names, other.fill_known(theirs)):
            _report_overlap(*context.in_order(other), context)
    return names


def _report_overlap(first: StageContext, second: StageContext, context: StageContext) -> None:
    patterns = (each.fill_known(each.stage.service_names or "") for each in (first, second))
    context.report(
        "overlapping-sampling",
        ("stages", second.stage_name, "service_names"),
        f"the stages {first.stage_name} and {second.stage_name} share account and Region, and "
        f"a name can match the service_names of both, {' and '.join(map(quoted, patterns))}",
        "use patterns without a common name, as shop-staging-* and shop-prod-*",
    )


def _report_unnamed(context: StageContext, neighbours: Sequence[StageContext]) -> None:
    others = " and ".join(each.stage_name for each in neighbours)
    context.report(
        "overlapping-sampling",
        ("stages", context.stage_name),
        f"it shares account and Region with {others}, where its sampling rules would apply too",
        "add service_names, the pattern of what its services are called in traces, as "
        f"{qualified(context.viewpoint.system, context.stage_name)}-*",
    )


def _rule(
    context: StageContext, name: str, rule: SamplingRule, names: str, priority: int
) -> SamplingRuleSpec:
    for attribute in filter(is_late, rule.attributes):
        context.report(
            "late-attribute",
            ("tracing", "rules", name, "attributes", attribute),
            f"{quoted(attribute)} is known when a request has been answered, and whether it is "
            "traced is decided when it begins",
            "remove it; boost records more after requests have failed",
        )
    return SamplingRuleSpec(
        id=slug(name),
        name=_name(context, "rules", name),
        priority=priority,
        path=rule.path,
        method=rule.method,
        host=rule.host,
        service=_service(context, name, rule.service, names),
        service_type=rule.service_type,
        attributes=tuple(sorted(rule.attributes.items())),
        reservoir=rule.reservoir,
        rate=rule.rate,
        boost=rule.boost.rate if rule.boost else None,
        cooldown_minutes=int(rule.boost.cooldown.total_seconds()) // 60 if rule.boost else 0,
    )


def _service(context: StageContext, rule: str, pattern: str, names: str) -> str:
    """Return the pattern of the services that a rule is for: none beyond those of the stage."""
    if pattern == _EVERYTHING:
        return names
    key_path = ("tracing", "rules", rule, "service")
    filled = _pattern(context, key_path, pattern)
    if not is_within(filled, names):
        context.report(
            "service-of-another-stage",
            key_path,
            f"{quoted(filled)} matches names that are not among the service_names {quoted(names)} "
            f"of the stage {context.stage_name}",
            "begin it as service_names begins, with {stage} in place of the stage's name",
        )
    return filled


def _pattern(context: StageContext, key_path: KeyPath, pattern: str) -> str:
    filled = context.fill(key_path, pattern)
    if len(filled) > LONGEST_PATTERN:
        context.report(
            "pattern-too-long",
            key_path,
            f"{quoted(filled)} has {len(filled)} characters, and X-Ray allows {LONGEST_PATTERN}",
            "shorten the pattern",
        )
    return filled


def _filter(context: StageContext, group: str, expression: str) -> str:
    """Return the filter expression of a group; the braces of the expression itself stay."""
    filled = context.fill_known(expression)
    try:
        check_filter_expression(filled)
    except InvalidValueError as error:
        key_path = ("tracing", "groups", group, "filter")
        context.report("wrong-filter-expression", key_path, error.what, error.fix)
    for other in context.of_same_region():
        theirs = (each.filter for each in other.viewpoint.tracing.groups.values())
        if filled in map(other.fill_known, theirs):
            first, second = context.in_order(other)
            context.report(
                "overlapping-groups",
                ("tracing", "groups", group, "filter"),
                f"the stages {first.stage_name} and {second.stage_name} share account and Region, "
                "and would group the same traces",
                "name the stage's services in it, as "
                'service("{system}-{stage}-checkout") { fault }',
                rests_on=other.changed("tracing"),
            )
    return filled


def _name(context: StageContext, part: str, name: str) -> str:
    full = _qualified(context, name)
    if len(full) > LONGEST_NAME:
        context.report(
            "name-too-long",
            ("tracing", part, name),
            f"{full!r} has {len(full)} characters, and X-Ray allows {LONGEST_NAME}",
            "shorten the name",
        )
    return full
