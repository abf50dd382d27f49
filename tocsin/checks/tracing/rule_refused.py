"""A sampling rule that X-Ray refuses."""

from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.tracing.sampling_rules import parts_of
from tocsin.diagnostics import quoted

_ID = "tracing/rule-refused"
_WHY = "X-Ray refuses the rule"
_LONGEST = {
    "RuleName": 32,
    "Host": 64,
    "HTTPMethod": 10,
    "URLPath": 128,
    "ServiceName": 64,
    "ServiceType": 64,
    "ResourceARN": 500,
}
_REQUIRED = tuple(key for key in _LONGEST if key != "RuleName")
_MOST_ATTRIBUTES = 5
_LONGEST_ATTRIBUTE = 32
_DEFAULT = "Default"
_BOUNDS = {
    "Priority": (1, 9999, "a whole number from 1 to 9999"),
    "FixedRate": (0, 1, "a share from 0 to 1, as 0.05 for 5 %"),
    "ReservoirSize": (0, 2**31, "0 or more requests a second"),
    "Version": (1, 1, "1"),
}


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.memo(parts_of):
        if rule.is_there:
            yield from _lengths(rule)
            yield from _numbers(rule)
            yield from _attributes(rule.at("Attributes"))
            yield from _missing(rule)


def _lengths(rule: Part) -> Iterator[Verdict]:
    for key, longest in _LONGEST.items():
        text = rule.at(key).text
        if text is not None and not 0 < len(text) <= longest:
            yield rule.at(key).problem(
                _ID,
                f"{key} {quoted(text)} has {len(text)} characters",
                f"write 1 to {longest}; * stands for any text" if text else "write * for any text",
                why=_WHY,
            )
    if rule.at("RuleName").text == _DEFAULT:
        yield rule.at("RuleName").problem(
            _ID,
            f"a rule {_DEFAULT} exists already, in each account and Region",
            "give it another name; what the default rule records is changed in X-Ray itself",
            why=_WHY,
        )


def _numbers(rule: Part) -> Iterator[Verdict]:
    for key, (least, most, allowed) in _BOUNDS.items():
        number = rule.at(key).number
        if number is not None and (
            not least <= number <= most or (key == "Priority" and number != int(number))
        ):
            yield rule.at(key).problem(_ID, f"{key} is {number:g}", f"write {allowed}", why=_WHY)


def _attributes(attributes: Part) -> Iterator[Verdict]:
    written = attributes.value if isinstance(attributes.value, dict) else {}
    if len(written) > _MOST_ATTRIBUTES:
        yield attributes.problem(
            _ID,
            f"the rule asks for {len(written)} attributes",
            f"ask for at most {_MOST_ATTRIBUTES}",
            why=_WHY,
        )
    for key in map(str, written):
        text = attributes.at(key).text
        if len(key) > _LONGEST_ATTRIBUTE or (text is not None and len(text) > _LONGEST_ATTRIBUTE):
            yield attributes.at(key).problem(
                _ID,
                f"the attribute {quoted(key)} or its value has more than {_LONGEST_ATTRIBUTE} "
                "characters",
                "shorten it, with * for what is left out",
                why=_WHY,
            )


def _missing(rule: Part) -> Iterator[Verdict]:
    missing = [key for key in _REQUIRED if not rule.at(key).is_there and rule.at(key).is_known]
    if missing:
        yield rule.problem(
            _ID,
            f"the rule has no {', '.join(missing)}",
            "write * for what does not matter",
            why="X-Ray needs all of them",
        )


CHECK = Check(
    id=_ID,
    title="X-Ray takes each sampling rule.",
    severity="error",
    run=_find,
    sources=("https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html",),
)
