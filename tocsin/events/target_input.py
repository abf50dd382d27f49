"""What the target of a rule gets of an event.

https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from tocsin.events.error import TargetInputError
from tocsin.events.input_template import check_template, names_of, render
from tocsin.events.json_path import MISSING, read_path, value_at

MOST_VARIABLES = 100
LONGEST_TEMPLATE = 8_192
"""https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html"""

_KINDS = ("Input", "InputPath", "InputTransformer")
_RESERVED = frozenset(
    {
        "aws.events.event",
        "aws.events.event.ingestion-time",
        "aws.events.event.json",
        "aws.events.rule-arn",
        "aws.events.rule-name",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetInput:
    """What a target gets: the whole event, unless one of three things is given.

    Attributes:
        constant: A text of JSON that is always sent.
        path: What part of the event is sent.
        template: The template of an input transformer.
        variables: Names in the template, and the paths of their values.
    """

    constant: str | None = None
    path: str | None = None
    template: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)

    def of(self, event: Mapping[str, object], *, rule_arn: str = "", rule_name: str = "") -> str:
        """Return what the target gets of an event.

        Raises:
            TargetInputError: EventBridge cannot make it of this event, and sends nothing.
        """
        if self.constant is not None:
            return self.constant
        if self.template is not None:
            reserved = _reserved_values(event, rule_arn, rule_name)
            return render(self.template, lambda name: self._value(name, event, reserved))
        return _json(event) if self.path is None else _part(event, self.path)

    def _value(
        self, name: str, event: Mapping[str, object], reserved: Mapping[str, object]
    ) -> object:
        return reserved[name] if name in reserved else value_at(self.variables[name], event)


def read_target_input(target: Mapping[str, object]) -> TargetInput:
    """Read what a target gets.

    Args:
        target: The target, with the names of the API and of CloudFormation.

    Raises:
        TargetInputError: EventBridge would refuse it.
    """
    given = [kind for kind in _KINDS if target.get(kind) is not None]
    if len(given) > 1:
        what = f"{' and '.join(given)} are given for one target"
        raise TargetInputError(what, "give one of them")
    match given:
        case ["Input"]:
            return TargetInput(constant=_constant(target["Input"]))
        case ["InputPath"]:
            path = _text("InputPath", target["InputPath"])
            read_path(path)
            return TargetInput(path=path)
        case ["InputTransformer"]:
            return _transformer(target["InputTransformer"])
        case _:
            return TargetInput()


def _constant(value: object) -> str:
    text = _text("Input", value)
    try:
        json.loads(text)
    except ValueError as error:
        what = f"Input is not JSON: {error}"
        raise TargetInputError(what, "put a text into quotation marks of its own") from None
    return text


def _transformer(value: object) -> TargetInput:
    transformer = value if isinstance(value, Mapping) else {}
    template = _text("InputTemplate", transformer.get("InputTemplate"))
    paths = transformer.get("InputPathsMap") or {}
    if not isinstance(paths, Mapping):
        what = "InputPathsMap is not an object"
        raise TargetInputError(what, 'write names and paths: {"state": "$.detail.state"}')
    variables = {str(name): _text(str(name), path) for name, path in paths.items()}
    for path in variables.values():
        read_path(path)
    _check_limits(template, variables)
    check_template(template)
    return TargetInput(template=template, variables=variables)


def _check_limits(template: str, variables: Mapping[str, str]) -> None:
    if len(variables) > MOST_VARIABLES:
        what = f"InputPathsMap has {len(variables)} names, and {MOST_VARIABLES} is the limit"
        raise TargetInputError(what, "take out names that the template does not use")
    if len(template) > LONGEST_TEMPLATE:
        what = f"InputTemplate has {len(template):,} characters, and {LONGEST_TEMPLATE:,} are taken"
        raise TargetInputError(what, "shorten it")
    if reserved := [name for name in variables if name.lower().startswith("aws.")]:
        what = f"InputPathsMap names {reserved[0]!r}, which is reserved"
        raise TargetInputError(what, "use a name that does not begin with AWS.")
    if unknown := sorted(names_of(template) - variables.keys() - _RESERVED):
        what = f"InputTemplate names <{unknown[0]}>, which InputPathsMap does not have"
        raise TargetInputError(what, "add its path to InputPathsMap, or take the name out")


def _text(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    what = f"{name} is not a text"
    raise TargetInputError(what, "write a text")


def _reserved_values(
    event: Mapping[str, object], rule_arn: str, rule_name: str
) -> Mapping[str, object]:
    head = {("detailType" if k == "detail-type" else k): v for k, v in event.items()}
    return {
        "aws.events.event": {name: value for name, value in head.items() if name != "detail"},
        "aws.events.event.ingestion-time": event.get("time", MISSING),
        "aws.events.event.json": event,
        "aws.events.rule-arn": rule_arn,
        "aws.events.rule-name": rule_name,
    }


def _part(event: Mapping[str, object], path: str) -> str:
    value = value_at(path, event)
    if value is MISSING:
        what = f"the event has nothing at {path}"
        raise TargetInputError(what, "name what every event that matches has")
    return _json(value)


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
