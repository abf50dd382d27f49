"""The value of a parameter: given, its default, or predefined by CloudFormation."""

from collections.abc import Mapping

from tocsin.assembly.environment import Environment
from tocsin.assembly.resolution.resolved_value import (
    NO_VALUE,
    ResolvedValue,
    Unresolved,
    dynamic_reference,
)
from tocsin.assembly.values import as_number, as_text

ParameterValues = Mapping[str, ResolvedValue]
"""The values given to the parameters of a stack, by name."""

_SSM = "AWS::SSM::Parameter::Value<"


def parameter_value(
    name: str, declaration: Mapping[str, object], values: ParameterValues
) -> ResolvedValue:
    """Give a parameter's value in the shape of its type: text, number or list.

    A parameter that reads the Parameter Store gives a dynamic reference to its path.
    """
    kind = declaration.get("Type")
    kind = kind if isinstance(kind, str) else "String"
    chosen = values.get(name)
    if chosen is None or chosen.value is NO_VALUE:
        chosen = ResolvedValue(declaration.get("Default"))
    if isinstance(chosen.value, list):  # a nested stack is given lists as they are
        return chosen
    text = as_text(chosen.value)
    if text is None:
        return _without_value(name)
    typed = _typed(kind, text)
    return ResolvedValue(typed.value, chosen.unresolved + typed.unresolved)


def disallowed(name: str, declaration: Mapping[str, object], values: ParameterValues) -> str:
    """Say what is wrong with a given value, or nothing."""
    allowed = declaration.get("AllowedValues")
    if name not in values or not isinstance(allowed, list):
        return ""
    texts = [as_text(value) for value in allowed]
    value = values[name].value
    if values[name].unresolved or as_text(value) in texts:
        return ""
    return f"{value!r} is not allowed; allowed: {', '.join(map(str, texts))}"


def _typed(kind: str, text: str) -> ResolvedValue:
    if kind.startswith(_SSM):
        return _stored(text, is_list="List<" in kind.removeprefix(_SSM))
    if kind == "CommaDelimitedList" or kind.startswith("List<"):
        parts = [part.strip() for part in text.split(",")] if text else []
        return ResolvedValue([as_number(part) for part in parts] if "Number" in kind else parts)
    return ResolvedValue(as_number(text) if kind == "Number" else text)


def _stored(store_path: str, *, is_list: bool) -> ResolvedValue:
    text = f"{{{{resolve:ssm:{store_path}}}}}"
    stored = dynamic_reference(text, (0,) if is_list else ())
    return ResolvedValue([text] if is_list else text, (stored,))


def _without_value(name: str) -> ResolvedValue:
    symbol = f"${{{name}}}"
    missing = Unresolved(
        value=symbol,
        kind="parameter",
        why=f"the parameter {name} has no default and no value was given",
        fix=f"give a value for the parameter {name} (--parameter {name}=…)",
    )
    return ResolvedValue(symbol, (missing,))


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
"""CloudFormation's predefined parameters.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
"""


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
    "AWS::AccountId": "give the account (--account …)",
    "AWS::Region": "give the Region (--region …)",
}
