"""Dashboards of CloudWatch; those of Grafana are files."""

from collections.abc import Iterator

from tocsin.assembly import Assembly
from tocsin.cost.counted import Counted, Uncounted
from tocsin.cost.counting.of_resource import counted, uncounted
from tocsin.cost.usage import Usage


def dashboards(assembly: Assembly, _: Usage) -> Iterator[Counted | Uncounted]:
    """Yield each dashboard, and workspaces of Amazon Managed Grafana, which users are charged for.

    https://aws.amazon.com/cloudwatch/pricing/
    """
    for each in assembly.resources("AWS::CloudWatch::Dashboard"):
        yield counted("dashboard", 1, each)
    for each in assembly.resources("AWS::Grafana::Workspace"):
        yield uncounted("users of Amazon Managed Grafana", each, "nothing: AWS charges by user")
