"""What is shown in CloudWatch."""

import json

from constructs import Construct
from constructs.resource_batch import BatchResource, add_resources
from constructs.stored_parameters import declare_stored_parameters, native

from stacks.plan_stack import PlanStack, stack_name
from tocsin.plan import Plan, alarm_dashboard_body


class DashboardStack(PlanStack):
    """The dashboard with the state of all alarms and the metrics that matter most."""

    def __init__(self, scope: Construct, *, plan: Plan) -> None:
        super().__init__(
            scope,
            "dashboard",
            plan=plan,
            region=plan.region,
            description=f"State of the alarms of {plan.system} {plan.stage}.",
        )
        body = json.dumps(
            alarm_dashboard_body(
                plan.alarms, plan.dashboards, account=plan.account, composites=plan.composites
            )
        )
        declare_stored_parameters(self, [body])
        dashboard = BatchResource(
            id="Alarms",
            type="AWS::CloudWatch::Dashboard",
            properties={"DashboardName": stack_name(plan), "DashboardBody": native(body)},
        )
        add_resources(self, [dashboard])
