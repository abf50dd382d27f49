"""Functions on the way: whether CloudWatch or SNS may run them."""

from tocsin.assembly import Resource
from tocsin.delivery.obstacle import Hop, Obstacle
from tocsin.delivery.permits import Gate
from tocsin.delivery.policies_of import Policies
from tocsin.policies import Request

FUNCTION_TYPES = (
    "AWS::Lambda::Alias",
    "AWS::Lambda::Function",
    "AWS::Lambda::Version",
    "AWS::Serverless::Function",
)
OF_ALARMS = (
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html"
)
OF_TOPICS = "https://docs.aws.amazon.com/sns/latest/dg/lambda-console.html"


def function_obstacle(
    function: Resource, policies: Policies, request: Request, source: str
) -> Obstacle | None:
    """Return what keeps a service from running a function, if anything does.

    Args:
        function: A function, or a version or an alias of one: each has a policy of its own.
        policies: The policies of the assembly.
        request: What the service asks for.
        source: Where AWS documents what it asks for.
    """
    gate = Gate(hop=Hop.FUNCTION_POLICY, source=source)
    return gate.obstacle(policies.of_function(function), {}, [request], function)
