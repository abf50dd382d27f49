"""CloudFormation's predefined parameters.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
"""

from tocsin.assembly.environment import Environment
from tocsin.assembly.resolution.resolved_value import NO_VALUE, ResolvedValue, Unresolved

PSEUDO_PARAMETERS = frozenset(
    {
        "AWS::AccountId",
        "AWS::NoValue",
        "AWS::NotificationARNs",
        "AWS::Partition",
        "AWS::Region",
        "AWS::StackId",
        "AWS::StackName",
        "AWS::URLSuffix",
    }
)


def pseudo_parameter(name: str, stack_name: str, environment: Environment) -> ResolvedValue:
    """Give a pseudo parameter's value; what is decided at deployment stays unresolved."""
    known: dict[str, object] = {
        "AWS::AccountId": environment.account,
        "AWS::NoValue": NO_VALUE,
        "AWS::Partition": environment.partition,
        "AWS::Region": environment.region,
        "AWS::StackName": stack_name,
        "AWS::URLSuffix": environment.url_suffix,
    }
    value = known.get(name)
    if value is not None:
        return ResolvedValue(value)
    symbol = f"${{{name}}}"
    note = Unresolved(
        value=symbol,
        kind="pseudo parameter",
        why=f"{name} is decided at deployment",
        fix=_FIXES.get(name, "nothing; only CloudFormation knows it"),
    )
    return ResolvedValue(symbol, (note,))


_FIXES = {
    "AWS::AccountId": "give the account",
    "AWS::Region": "give the Region",
}
