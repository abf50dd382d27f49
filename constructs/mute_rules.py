"""The times in which an alarm tells nobody."""

from collections.abc import Iterator

from constructs.resource_batch import BatchResource

from tocsin.plan import AlarmSpec, QuietSpec
from tocsin.plan import construct_id as id_of


def mute_rules(alarm: AlarmSpec) -> Iterator[BatchResource]:
    """Yield the mute rules of an alarm: it goes on to be evaluated, and its actions wait.

    Each is made after the alarm that it names, which is in the same scope.
    """
    for spec in alarm.quiet:
        yield _rule(spec, alarm)


def _rule(spec: QuietSpec, alarm: AlarmSpec) -> BatchResource:
    schedule = {
        "Expression": spec.expression,
        "Duration": spec.written_duration,
        "Timezone": spec.time_zone,
    }
    return BatchResource(
        id=f"Quiet/{id_of(spec.rule.removeprefix(alarm.name.removesuffix(alarm.id)))}",
        type="AWS::CloudWatch::AlarmMuteRule",
        properties={
            "Name": spec.rule,
            "Description": f"{spec.text}: {spec.because}" if spec.because else spec.text,
            "Rule": {"Schedule": schedule},
            "MuteTargets": {"AlarmNames": [alarm.name]},
        },
        depends_on=(id_of(alarm.id),),
    )
