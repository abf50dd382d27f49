"""The times in which alarms tell nobody."""

from collections.abc import Iterable

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from tocsin.plan import AlarmSpec, QuietSpec
from tocsin.plan import construct_id as id_of


class MuteRules(Construct):
    """The mute rules of alarms: these go on to be evaluated, and their actions wait."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        alarms: Iterable[AlarmSpec],
        made_in: Construct,
    ) -> None:
        """Add a rule for each quiet time, to be made after the alarm that it names.

        Args:
            scope: Where they belong.
            construct_id: Their id in it.
            alarms: The alarms, with their quiet times.
            made_in: The construct that holds the alarms.
        """
        super().__init__(scope, construct_id)
        for alarm in alarms:
            for spec in alarm.quiet:
                rule = self._rule(spec, alarm)
                watched = made_in.node.find_child(id_of(alarm.id))
                if isinstance(watched, cdk.CfnResource):
                    rule.add_resource_dependency(watched)

    def _rule(self, spec: QuietSpec, alarm: AlarmSpec) -> cloudwatch.CfnAlarmMuteRule:
        schedule = cloudwatch.CfnAlarmMuteRule.ScheduleProperty(
            expression=spec.expression, duration=spec.written_duration, timezone=spec.time_zone
        )
        return cloudwatch.CfnAlarmMuteRule(
            self,
            id_of(spec.rule.removeprefix(alarm.name.removesuffix(alarm.id))),
            name=spec.rule,
            description=f"{spec.text}: {spec.because}" if spec.because else spec.text,
            rule=cloudwatch.CfnAlarmMuteRule.RuleProperty(schedule=schedule),
            mute_targets=cloudwatch.CfnAlarmMuteRule.MuteTargetsProperty(alarm_names=[alarm.name]),
        )
