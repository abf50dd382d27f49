"""Which metric somebody meant who wrote a name that AWS does not publish."""

import pytest

from tocsin.catalogue import load_namespace
from tocsin.checks.meant_metric import meant_metric


@pytest.mark.parametrize(
    ("namespace", "name", "dimensions", "fix", "is_sure"),
    [
        ("AWS/SQS", "QueueDepth", {"QueueName"}, "use ApproximateNumberOfMessagesVisible", True),
        ("AWS/States", "ExecutionFailed", set(), "did you mean 'ExecutionsFailed'?", True),
        (
            "AWS/States",
            "executions_failed",
            {"StateMachineArn"},
            "did you mean 'ExecutionsFailed'?",
            True,
        ),
        (
            "AWS/Lambda",
            "CpuUtilized",
            {"ClusterName", "ServiceName"},
            "CpuUtilized is a metric of ECS/ContainerInsights",
            True,
        ),
        (
            "AWS/NetworkELB",
            "ActiveFlowCount_ICMP",
            {"LoadBalancer"},
            "did you mean 'ActiveFlowCount'?",
            False,
        ),
        (
            "AWS/EC2",
            "MyMetric",
            set(),
            "use a metric that the page of the service lists",
            False,
        ),
    ],
)
def test_what_is_meant(
    namespace: str, name: str, dimensions: set[str], fix: str, *, is_sure: bool
) -> None:
    """A slip of the pen is certain; a name that is only near may be a new metric of AWS."""
    known = load_namespace(namespace)
    assert known is not None

    meant = meant_metric(known, name, frozenset(dimensions))

    assert meant is not None
    assert (meant.fix, meant.is_sure) == (fix, is_sure)


@pytest.mark.parametrize(
    ("namespace", "name"), [("CWAgent", "Mem_Used_Percent"), ("Glue", "glue.7.system.cpuLoad")]
)
def test_what_may_be_there_is_not_judged(namespace: str, name: str) -> None:
    """Agents and jobs publish what their configuration says."""
    known = load_namespace(namespace)
    assert known is not None

    assert meant_metric(known, name, frozenset()) is None
