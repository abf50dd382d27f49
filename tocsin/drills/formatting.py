"""How drills write ARNs and dynamic references, in their files and in what they print."""

import re

_DYNAMIC_REFERENCE = re.compile(r"\{\{resolve:((?:ssm|ssm-secure|secretsmanager):[^{}]*)\}\}")


def arn_name(action: str) -> str:
    """Return the name at the end of an ARN; a name itself stays as it is."""
    return action.rpartition(":")[2]


def short_reference(value: str) -> str:
    """Write dynamic references without braces: `{{resolve:ssm:/shop/alb}}` as `ssm:/shop/alb`."""
    return _DYNAMIC_REFERENCE.sub(r"\1", value)
