"""What is shown in CloudWatch."""

import json

from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct
from constructs.stored_parameters import declare_stored_parameters, token

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
        body = json.dumps(alarm_dashboard_body(plan.alarms, plan.dashboards, account=plan.account))
        declare_stored_parameters(self, [body])
        cloudwatch.CfnDashboard(
            self, "Alarms", dashboard_name=stack_name(plan), dashboard_body=token(body)
        )
