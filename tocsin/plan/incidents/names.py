"""What the parts that page people are called."""

from tocsin.plan.specs import partition, qualified
from tocsin.plan.stage_context import StageContext

PROBE = ("incidents", "probe")
"""The topic of probes."""


def incident_name(context: StageContext, *parts: str) -> str:
    """Return the name of a part."""
    return qualified(context.viewpoint.system, context.stage_name, *parts)


def incident_arn(context: StageContext, service: str, resource: str) -> str:
    """Return the Amazon Resource Name of a part in the Region of *context*."""
    region = context.region
    return f"arn:{partition(region)}:{service}:{region}:{context.stage.account}:{resource}"


def function_name(context: StageContext, function: str) -> str:
    """Return the name of a function of incidents."""
    return incident_name(context, "incident", function)


def function_arn(context: StageContext, function: str) -> str:
    """Return the Amazon Resource Name of a function of incidents."""
    return incident_arn(context, "lambda", f"function:{function_name(context, function)}")
