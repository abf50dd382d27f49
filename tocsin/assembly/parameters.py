"""The value of a template's parameter: given, or its default."""

from collections.abc import Mapping

from tocsin.assembly.unresolved import Outcome, Unresolved, dynamic_reference
from tocsin.assembly.values import NO_VALUE, as_text
from tocsin.assembly.yaml_scalars import plain_scalar

_SSM = "AWS::SSM::Parameter::Value<"


def parameter_value(
    name: str, declaration: Mapping[str, object], given: Mapping[str, Outcome]
) -> Outcome:
    """Give a parameter's value in the shape of its type: text, number or list.

    A parameter that reads the Parameter Store gives a dynamic reference to its path.
    """
    kind = declaration.get("Type")
    kind = kind if isinstance(kind, str) else "String"
    chosen = given.get(name)
    if chosen is None or chosen.value is NO_VALUE:
        chosen = Outcome(declaration.get("Default"))
    if isinstance(chosen.value, list):  # a nested stack is given lists as they are
        return chosen
    text = as_text(chosen.value)
    if text is None:
        return _without_value(name)
    typed = _typed(kind, text)
    return Outcome(typed.value, chosen.unresolved + typed.unresolved)


def _typed(kind: str, text: str) -> Outcome:
    if kind.startswith(_SSM):
        return _stored(text, is_list="List<" in kind.removeprefix(_SSM))
    if kind == "CommaDelimitedList" or kind.startswith("List<"):
        parts = [part.strip() for part in text.split(",")] if text else []
        return Outcome([_number(part) for part in parts] if "Number" in kind else parts)
    return Outcome(_number(text) if kind == "Number" else text)


def disallowed(name: str, declaration: Mapping[str, object], given: Mapping[str, Outcome]) -> str:
    """Say what is wrong with a given value, or nothing."""
    allowed = declaration.get("AllowedValues")
    if name not in given or not isinstance(allowed, list):
        return ""
    texts = [as_text(value) for value in allowed]
    value = given[name].value
    if given[name].unresolved or as_text(value) in texts:
        return ""
    return f"{value!r} is not allowed; allowed: {', '.join(map(str, texts))}"


def _without_value(name: str) -> Outcome:
    symbol = f"${{{name}}}"
    missing = Unresolved(
        path="",
        value=symbol,
        kind="parameter",
        why=f"the parameter {name} has no default and no value was given",
        fix=f"give a value for the parameter {name}",
    )
    return Outcome(symbol, (missing,))


def _stored(path: str, *, is_list: bool) -> Outcome:
    text = f"{{{{resolve:ssm:{path}}}}}"
    stored = dynamic_reference(text, "[0]" if is_list else "")
    return Outcome([text] if is_list else text, (stored,))


def _number(text: str) -> object:
    value = plain_scalar(text)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else text
