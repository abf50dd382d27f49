"""Metrics whose incidents are documented, or follow from a limit of AWS that is.

Values are those of operation as it is described for the metric, and no threshold of an alarm. What
stands here goes before what kind and unit of a metric suggest.
"""

from collections.abc import Mapping
from typing import Final

from tocsin.rehearsal.shape import Shape

_GIBIBYTE: Final = float(2**30)

_TRAFFIC = Shape(usual=(900, 1_300), ill=1_100, per_minute=True)

SILENCE = Shape(usual=(20, 45), ill=None, samples=60)
"""What no longer reports: the statistic SampleCount sees only that."""

BY_METRIC: Final[Mapping[tuple[str, str], Shape]] = {
    # A limit that AWS documents, and towards which the number climbs.
    ("AWS/ElastiCache", "CurrConnections"): Shape(usual=(200, 400), ill=65_000, climb=15),
    ("AWS/Lambda", "ConcurrentExecutions"): Shape(usual=(5, 40), ill=1_000, climb=10),
    ("AWS/SQS", "ApproximateNumberOfMessagesNotVisible"): Shape(
        usual=(0, 200), ill=120_000, climb=15
    ),
    # A consumer that stands still: the oldest message ages with the clock, the others pile up.
    ("AWS/SQS", "ApproximateNumberOfMessagesVisible"): Shape(usual=(0, 0), ill=9_000, climb=15),
    ("AWS/SQS", "NumberOfMessagesReceived"): Shape(usual=(400, 600), ill=None, per_minute=True),
    ("AWS/Kafka", "MaxOffsetLag"): Shape(usual=(0, 300), ill=60_000, climb=15),
    # One of three targets is ill, and all tasks are gone.
    ("AWS/ApplicationELB", "UnHealthyHostCount"): Shape(usual=(0, 0), ill=1),
    ("AWS/ApplicationELB", "HealthyHostCount"): Shape(usual=(3, 3), ill=0),
    ("ECS/ContainerInsights", "RunningTaskCount"): Shape(usual=(3, 3), ill=0),
    ("ECS/ContainerInsights", "DesiredTaskCount"): Shape(usual=(3, 3), ill=3),
    ("ECS/ContainerInsights", "DeploymentCount"): Shape(usual=(1, 1), ill=2),
    # A cache that has lost its data, and one that has no room for them.
    ("AWS/ElastiCache", "CacheHits"): Shape(usual=(5_500, 6_000), ill=1_500, per_minute=True),
    ("AWS/ElastiCache", "CacheMisses"): Shape(usual=(200, 300), ill=4_500, per_minute=True),
    ("AWS/ElastiCache", "Evictions"): Shape(usual=(0, 0), ill=2_000, per_minute=True),
    ("AWS/ElastiCache", "SwapUsage"): Shape(usual=(0, 0), ill=2 * _GIBIBYTE, climb=10),
    ("AWS/ElastiCache", "FreeableMemory"): Shape(
        usual=(4 * _GIBIBYTE, 5 * _GIBIBYTE), ill=_GIBIBYTE / 8, climb=10
    ),
    # Storage of a database answers in a millisecond or two, and in tens when it is overloaded.
    ("AWS/RDS", "ReadLatency"): Shape(usual=(0.0005, 0.003), ill=0.08),
    ("AWS/RDS", "WriteLatency"): Shape(usual=(0.0005, 0.003), ill=0.08),
    ("AWS/RDS", "Deadlocks"): Shape(usual=(0, 0), ill=0.5),
    ("AWS/RDS", "FreeLocalStorage"): Shape(
        usual=(28 * _GIBIBYTE, 30 * _GIBIBYTE), ill=_GIBIBYTE / 10, climb=20
    ),
    ("AWS/RDS", "AuroraReplicaLagMaximum"): Shape(usual=(10, 40), ill=60_000, climb=10),
    # Brokers work with less than half of a processor, and serve nobody in time with all of it.
    ("AWS/Kafka", "CpuUser"): Shape(usual=(15, 30), ill=85, climb=10),
    ("AWS/Kafka", "CpuSystem"): Shape(usual=(2, 6), ill=12, climb=10),
    # A build that hangs is ended after an hour, unless its project says otherwise.
    ("AWS/CodeBuild", "Duration"): Shape(usual=(120, 400), ill=3_600),
    # Single-digit milliseconds are what DynamoDB promises.
    ("AWS/DynamoDB", "SuccessfulRequestLatency"): Shape(usual=(2, 6), ill=400, samples=500),
    ("AWS/CloudFront", "Requests"): _TRAFFIC,
    ("AWS/CloudFront", "4xxErrorRate"): Shape(usual=(1, 4), ill=60),
}
"""By namespace and name. Counts are those of a minute where `per_minute` says so."""
