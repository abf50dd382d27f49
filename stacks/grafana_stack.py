"""Dashboards in a workspace of Amazon Managed Grafana."""

import aws_cdk as cdk
from constructs import Construct
from constructs.published_dashboards import PublishedDashboards

from stacks.plan_stack import PlanStack
from tocsin.grafana import files
from tocsin.plan import Plan, WorkspaceSpec


class GrafanaStack(PlanStack):
    """What brings the dashboards of a stage into its workspace at each deployment."""

    def __init__(self, scope: Construct, *, plan: Plan, spec: WorkspaceSpec, folder: str) -> None:
        super().__init__(
            scope,
            "grafana",
            plan=plan,
            region=plan.region,
            description=f"Brings the dashboards of {plan.system} {plan.stage} into Grafana.",
        )
        published = PublishedDashboards(
            self,
            "Published",
            spec=spec,
            system=plan.system,
            stage=plan.stage,
            folder=folder,
            dashboards=files(plan.dashboards),
            environment=self.target_environment,
        )
        if published.endpoint is not None:
            said = "Where Grafana is: write it into the viewpoint, as url of grafana."
            cdk.CfnOutput(self, "Url", value=f"https://{published.endpoint}", description=said)
