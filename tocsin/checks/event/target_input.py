"""A target whose input EventBridge cannot make."""

import json
from collections.abc import Iterator, Mapping

from tocsin.assembly import EventRule
from tocsin.checks.check import Check, Verdict
from tocsin.checks.event.sample_events import samples_for
from tocsin.checks.subject import Subject
from tocsin.diagnostics import KeyPath, Problem
from tocsin.events import EventPattern, TargetInput, TargetInputError, read_target_input

_ID = "event/target-input"
_KINDS = ("Input", "InputPath", "InputTransformer")


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.assembly.event_rules:
        for index, target in enumerate(rule.targets):
            given = [kind for kind in _KINDS if target.properties.get(kind) is not None]
            path: KeyPath = ("Targets", index, *given[:1])
            if not given or rule.resource.why_unknown(path):
                continue
            try:
                read = read_target_input(_plain({kind: target.properties[kind] for kind in given}))
                _try(read, subject, rule)
            except TargetInputError as error:
                yield Problem(
                    kind=_ID,
                    where=rule.resource.locate("Properties", *path),
                    what=f"the target {target.id} of the rule {rule.called}: {error.what}",
                    why="EventBridge refuses the target, or sends nothing",
                    fix=error.fix,
                )


def _try(read: TargetInput, subject: Subject, rule: EventRule) -> None:
    """Make what the target gets of the events that the rule certainly matches.

    Raises:
        TargetInputError: It cannot be made of one of them.
    """
    pattern = subject.alarm_set.event_rules.pattern_of(rule) if rule.pattern is not None else None
    if read.template is None or not isinstance(pattern, EventPattern):
        return
    place = rule.stack.environment
    for event in samples_for(pattern, account=place.account, region=place.region):
        read.of(event, rule_arn=rule.arn, rule_name=rule.called)


def _plain(properties: Mapping[str, object]) -> Mapping[str, object]:
    """Return properties without what marks references in resolved templates."""
    plain: dict[str, object] = json.loads(json.dumps(properties, default=str))
    return plain


CHECK = Check(
    id=_ID,
    title="EventBridge can make what each target is to get.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html",
        "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
    ),
)
