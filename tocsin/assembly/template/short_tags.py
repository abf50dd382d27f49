"""YAML's short forms of intrinsic functions, written out: `!Sub x` is `{"Fn::Sub": x}`.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

_FUNCTIONS = frozenset(
    {
        "And", "Base64", "Cidr", "Equals", "FindInMap", "GetAZs", "GetAtt", "If", "ImportValue",
        "Join", "Length", "Not", "Or", "Select", "Split", "Sub", "ToJsonString", "Transform",
    },
)  # fmt: skip


def long_form(tag: str, value: object) -> dict[str, object] | None:
    """Write a tagged value as CloudFormation's JSON does; None for a tag it does not have."""
    name = tag.removeprefix("!")
    if name in {"Ref", "Condition"}:
        return {name: value}
    if name not in _FUNCTIONS:
        return None
    if name == "GetAtt" and isinstance(value, str):
        return {"Fn::GetAtt": value.split(".", 1)}
    return {f"Fn::{name}": value}
