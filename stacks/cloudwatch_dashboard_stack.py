"""A dashboard of the viewpoint in CloudWatch."""

import json
from collections.abc import Collection

from constructs import Construct
from constructs.resource_batch import BatchResource, add_resources
from constructs.stored_parameters import declare_stored_parameters, native

from stacks.plan_stack import PlanStack
from tocsin.cloudwatch_dashboards import dashboard_body
from tocsin.plan import AlarmSpec, CompositeSpec, DashboardSpec, Plan


class CloudWatchDashboardStack(PlanStack):
    """One dashboard; each has a stack of its own, because a template has a size."""

    def __init__(
        self, scope: Construct, *, plan: Plan, spec: DashboardSpec, siblings: Collection[str]
    ) -> None:
        super().__init__(
            scope,
            "dashboard",
            spec.id,
            plan=plan,
            region=plan.region,
            description=f"The dashboard {spec.id} of {plan.system} {plan.stage} in CloudWatch.",
        )
        alarms: list[AlarmSpec | CompositeSpec] = [
            *plan.alarms,
            *(each for each in plan.composites if each.pages),
        ]
        body = json.dumps(
            dashboard_body(spec, account=plan.account, alarms=alarms, siblings=siblings)
        )
        declare_stored_parameters(self, [body])
        dashboard = BatchResource(
            id="Dashboard",
            type="AWS::CloudWatch::Dashboard",
            properties={"DashboardName": spec.uid, "DashboardBody": native(body)},
        )
        add_resources(self, [dashboard])
