"""Threshold alarms on custom metrics, made by cdk-monitoring-constructs.

Usage: `python peer.py NUMBER`. Stacks hold at most 400 alarms, as ours do, and everything else is
as the library has it by default: it makes dashboards too, as we do.
"""

import sys

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_sns as sns
from cdk_monitoring_constructs import (
    AlarmFactoryDefaults,
    CustomMetricGroup,
    CustomMetricWithAlarm,
    CustomThreshold,
    MonitoringFacade,
    SnsAlarmActionStrategy,
)

from benchmarks.applications.nag import add_nag

PER_STACK = 400


def metric_with_alarm(number: int) -> CustomMetricWithAlarm:
    """Return one metric that is alarmed on."""
    return CustomMetricWithAlarm(
        metric=cloudwatch.Metric(
            namespace="Benchmark",
            metric_name=f"Metric{number:05}",
            statistic="Sum",
            period=cdk.Duration.minutes(1),
        ),
        alarm_friendly_name=f"Alarm{number:05}",
        add_alarm={
            "Warning": CustomThreshold(
                threshold=number,
                comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
                evaluation_periods=3,
                datapoints_to_alarm=2,
                period=cdk.Duration.minutes(1),
                treat_missing_data_override=cloudwatch.TreatMissingData.NOT_BREACHING,
            )
        },
    )


def add_stack(app: cdk.App, numbers: range) -> None:
    """Add a stack with an alarm for each number."""
    stack = cdk.Stack(app, f"Alarms{numbers.start:05}")
    topic = sns.Topic(stack, "Topic", enforce_ssl=True)  # as cdk-nag asks
    facade = MonitoringFacade(
        stack,
        "Monitoring",
        alarm_factory_defaults=AlarmFactoryDefaults(
            actions_enabled=True,
            alarm_name_prefix="benchmark",
            action=SnsAlarmActionStrategy(on_alarm_topic=topic, on_ok_topic=topic),
        ),
    )
    facade.monitor_custom(
        alarm_friendly_name="benchmark",
        human_readable_name="Benchmark",
        metric_groups=[
            CustomMetricGroup(
                title="Benchmark", metrics=[metric_with_alarm(number) for number in numbers]
            )
        ],
    )


def main(count: int) -> None:
    """Synthesize *count* alarms."""
    app = cdk.App()
    for start in range(0, count, PER_STACK):
        add_stack(app, range(start, min(start + PER_STACK, count)))
    add_nag(app)
    app.synth()


main(int(sys.argv[1]))
