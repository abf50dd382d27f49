"""Reads one of the values that a pattern allows for a field.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tocsin.diagnostics import did_you_mean, quoted
from tocsin.events.condition import Condition, Test, always, never, unknown
from tocsin.events.networks import read_network, within
from tocsin.events.numeric import read_numeric
from tocsin.events.plain_values import equal_to, is_number
from tocsin.events.texts import beginning_with, ending_with, in_any_case
from tocsin.events.wildcard import Wildcard, WildcardError, read_wildcard

OPERATORS = (
    "anything-but",
    "cidr",
    "equals-ignore-case",
    "exactly",
    "exists",
    "numeric",
    "prefix",
    "suffix",
    "wildcard",
)
"""The names of conditions; `exactly` is not documented, and does what a plain text does."""

_IGNORING_CASE = "equals-ignore-case"
_INVERTIBLE = ("equals-ignore-case", "prefix", "suffix", "wildcard")
_OPERATOR_FIX = f"use one of {', '.join(OPERATORS)}"


class ConditionError(ValueError):
    """A condition that EventBridge refuses.

    Attributes:
        what: What is wrong with it.
        fix: What to change.
    """

    def __init__(self, what: str, fix: str) -> None:
        self.what = what
        self.fix = fix
        super().__init__(f"{what}; {fix}")


@dataclass(frozen=True, slots=True)
class ConditionReader:
    """Reads conditions.

    Attributes:
        is_open: Whether a value is left open by a template; its condition cannot be decided.
        wildcards: Gets each wildcard that is read, because only those of a whole field together
            tell whether EventBridge takes them.
    """

    is_open: Callable[[object], bool]
    wildcards: list[Wildcard]

    def read(self, written: object) -> Condition:
        """Read a condition.

        Raises:
            ConditionError: EventBridge would refuse it.
        """
        if self.is_open(written):
            return Condition(holds=unknown, allows_absence=False)
        if isinstance(written, list):
            what = "has a list in its list"
            raise ConditionError(what, "write the values themselves")
        if not isinstance(written, Mapping):
            return Condition(holds=equal_to(written))
        if len(written) != 1:
            what = f"has a condition with {len(written)} names, not with one"
            raise ConditionError(what, "write each condition as an object of its own")
        ((name, operand),) = written.items()
        return self._named(name, operand)

    def _named(self, name: object, operand: object) -> Condition:
        if name not in OPERATORS:
            what = f"has a condition {quoted(name)}, which EventBridge does not know"
            raise ConditionError(what, did_you_mean(str(name), OPERATORS))
        if self.is_open(operand):
            return Condition(holds=unknown, allows_absence=False)
        match name:
            case "exists":
                return _existence(operand)
            case "anything-but":
                return Condition(holds=self._anything_but(operand))
            case "numeric":
                return Condition(holds=_numeric(operand))
            case _:
                return Condition(holds=self._of_text(str(name), operand))

    def _of_text(self, name: str, operand: object) -> Test:
        if isinstance(operand, Mapping) and name in {"prefix", "suffix"}:
            return _affix_ignoring_case(name, operand)
        text = _text(name, operand)
        return self._wildcard(text) if name == "wildcard" else _TESTS_OF_TEXTS[name](text)

    def _wildcard(self, text: str) -> Test:
        try:
            wildcard = read_wildcard(text)
        except WildcardError as error:
            what = f"has the wildcard {quoted(text)}, which {error}"
            raise ConditionError(what, "write one *, and \\* or \\\\ for the characters") from None
        self.wildcards.append(wildcard)
        return wildcard.test()

    def _anything_but(self, operand: object) -> Test:
        excluded = list(self._excluded(operand))
        return lambda value: _none_holds(excluded, value)

    def _excluded(self, operand: object) -> Iterator[Test]:
        if not isinstance(operand, Mapping):
            yield from _excluded_values(operand, self.is_open)
            return
        if len(operand) != 1 or (name := next(iter(operand))) not in _INVERTIBLE:
            what = f"has an anything-but of {quoted(dict(operand))}"
            raise ConditionError(what, f"use one of {', '.join(_INVERTIBLE)} in it")
        for text in _as_list(operand[name]):
            if self.is_open(text):
                yield unknown
                continue
            if name in {"prefix", "suffix"} and not text:
                what = f"has an anything-but with an empty {name}, which excludes everything"
                raise ConditionError(what, "write the letters")
            if not isinstance(text, str):
                what = f"has {quoted(text)} as what is not to be matched by {name}"
                raise ConditionError(what, "write a text, or a list of texts")
            yield self._of_text(name, text)


def _existence(operand: object) -> Condition:
    if operand is True:
        return Condition(holds=always)
    if operand is False:
        return Condition(holds=never, allows_absence=True)
    what = f"has an exists that is {quoted(operand)}"
    raise ConditionError(what, "write true or false")


def _numeric(operand: object) -> Test:
    read = read_numeric(operand)
    if isinstance(read, str):
        what = f"has a numeric {quoted(operand)}, which {read}"
        raise ConditionError(what, 'write ["=", 5], [">", 0] or [">", 0, "<=", 5]')
    return read


def _affix_ignoring_case(name: str, operand: Mapping[str, object]) -> Test:
    if len(operand) != 1 or _IGNORING_CASE not in operand:
        what = f"has a {name} of {quoted(dict(operand))}"
        raise ConditionError(what, f'write a text, or {{"{_IGNORING_CASE}": "text"}}')
    text = _text(_IGNORING_CASE, operand[_IGNORING_CASE])
    return in_any_case(text, after=".*") if name == "prefix" else in_any_case(text, before=".*")


def _text(name: str, operand: object) -> str:
    if isinstance(operand, str):
        return operand
    what = f"has a {name} that is {quoted(operand)}"
    raise ConditionError(what, "write a text")


def _cidr(text: str) -> Test:
    network = read_network(text)
    if network is None:
        what = f"has the network {quoted(text)}"
        raise ConditionError(what, "write one like 10.0.0.0/24 or 2001:db8::/32, of many addresses")
    return within(network)


_TESTS_OF_TEXTS: Mapping[str, Callable[[str], Test]] = MappingProxyType(
    {
        "cidr": _cidr,
        "equals-ignore-case": in_any_case,
        "exactly": equal_to,
        "prefix": beginning_with,
        "suffix": ending_with,
    }
)


def _excluded_values(operand: object, is_open: Callable[[object], bool]) -> Iterator[Test]:
    values = _as_list(operand)
    known = [each for each in values if not is_open(each)]
    if not values:
        what = "has an anything-but of an empty list"
        raise ConditionError(what, "name what is not to be matched")
    if not (all(isinstance(each, str) for each in known) or all(map(is_number, known))):
        what = f"has an anything-but of {quoted(operand)}"
        raise ConditionError(what, "write texts alone, or numbers alone")
    for each in values:
        yield unknown if is_open(each) else equal_to(each)


def _as_list(operand: object) -> list[object]:
    return operand if isinstance(operand, list) else [operand]


def _none_holds(tests: list[Test], value: object) -> bool | None:
    answers = [test(value) for test in tests]
    if True in answers:
        return False
    return None if None in answers else True
