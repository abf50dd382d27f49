"""The times in which alarms tell nobody."""

from collections.abc import Iterator, Mapping

from constructs.resource_batch import BatchResource

from tocsin.plan import AlarmSpec, MaintenanceSpec, QuietSpec
from tocsin.plan import construct_id as id_of

LONGEST_DESCRIPTION = 1_024
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutAlarmMuteRule.html"""


def mute_rules(alarm: AlarmSpec) -> Iterator[BatchResource]:
    """Yield the mute rules of an alarm: it goes on to be evaluated, and its actions wait.

    Each is made after the alarm that it names, which is in the same scope.
    """
    for spec in alarm.quiet:
        name = spec.rule.removeprefix(alarm.name.removesuffix(alarm.id))
        yield _rule(f"Quiet/{id_of(name)}", spec, spec.because, {alarm.name: alarm.id})


def maintenance_rule(spec: MaintenanceSpec, ids: Mapping[str, str]) -> BatchResource:
    """Return the mute rule of several alarms that are worked on together.

    Args:
        spec: What it mutes, and when.
        ids: By the names of alarms of the same scope, their ids in the plan.
    """
    why = f"{spec.title} ({spec.means})" if spec.means else spec.title
    muted = {name: ids[name] for name in spec.alarms}
    return _rule(f"Maintenance/{id_of(spec.rule.rule)}", spec.rule, why, muted)


def _rule(resource_id: str, spec: QuietSpec, why: str, muted: Mapping[str, str]) -> BatchResource:
    schedule = {
        "Expression": spec.expression,
        "Duration": spec.written_duration,
        "Timezone": spec.time_zone,
    }
    description = f"{spec.text}: {why}" if why else spec.text
    return BatchResource(
        id=resource_id,
        type="AWS::CloudWatch::AlarmMuteRule",
        properties={
            "Name": spec.rule,
            "Description": description[:LONGEST_DESCRIPTION],
            "Rule": {"Schedule": schedule},
            "MuteTargets": {"AlarmNames": [*muted]},
        },
        depends_on=tuple(map(id_of, muted.values())),
    )
