"""Reads a pattern of events, or says everything for which EventBridge refuses it.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tocsin.diagnostics import quoted
from tocsin.events.condition import Condition
from tocsin.events.condition_reader import OPERATORS, ConditionError, ConditionReader
from tocsin.events.error import EventPatternError, PatternFault
from tocsin.events.event_pattern import EventPattern, Wanted
from tocsin.events.leaves import below
from tocsin.events.wildcard import Wildcard, are_too_complex

LONGEST_PATTERN = 2_048
"""How many characters a pattern may have, as JSON without spaces; an account can ask for more.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
"""

_MOST_ALTERNATIVES = 1_000
_FEWEST_ALTERNATIVES = 2
_OR = "$or"
_NOT_IN_OR = frozenset({*OPERATORS, "=", "<", "<=", ">", ">="})


def read_event_pattern(
    pattern: object, *, is_open: Callable[[object], bool] = lambda _value: False
) -> EventPattern:
    """Read a pattern.

    Args:
        pattern: The pattern as data, or as the text of JSON that AWS takes as well.
        is_open: Says of a value that a template leaves it open; what a value of an event must be
            is then not known.

    Raises:
        EventPatternError: EventBridge would refuse it; the error has everything that is wrong.
    """
    reader = _PatternReader(is_open)
    written = _as_data(pattern, reader)
    alternatives = reader.read_object(written, (), ({},)) if isinstance(written, Mapping) else ()
    if reader.faults:
        raise EventPatternError(reader.faults)
    return EventPattern(tuple(tuple(each.values()) for each in alternatives))


def _as_data(pattern: object, reader: "_PatternReader") -> object:
    written = pattern
    if isinstance(pattern, str):
        try:
            written = json.loads(pattern)
        except (ValueError, RecursionError):
            reader.fault((), "is a text that is not JSON", "write an object")
            return None
    if not isinstance(written, Mapping):
        reader.fault((), f"is {quoted(written)}", 'write an object, as {"source": ["aws.ec2"]}')
        return written
    length = _length(written)
    if length > LONGEST_PATTERN:
        what = f"has {length:,} characters as JSON, and {LONGEST_PATTERN:,} is the limit"
        reader.fault((), what, "split it into several rules")
    return written


def _length(written: object) -> int:
    return len(json.dumps(written, separators=(",", ":"), ensure_ascii=False, default=str))


_Fields = dict[str, Wanted]


@dataclass(slots=True)
class _PatternReader:
    is_open: Callable[[object], bool]
    faults: list[PatternFault] = field(default_factory=list)

    def fault(self, path: tuple[str, ...], what: str, fix: str) -> None:
        self.faults.append(PatternFault(path=path, what=what, fix=fix))

    def read_object(
        self,
        written: Mapping[object, object],
        path: tuple[str, ...],
        so_far: tuple[_Fields, ...],
        *,
        in_or: bool = False,
    ) -> tuple[_Fields, ...]:
        """Add what an object asks for to each alternative so far; a later field replaces one."""
        if not written:
            self.fault(path, "is an empty object", "name a field, or remove it")
        for key, value in written.items():
            name = str(key)
            if in_or and name in _NOT_IN_OR:
                what = f"has the field {quoted(name)} in {_OR}, where it is the name of a condition"
                self.fault(path, what, f"ask for {quoted(name)} outside of {_OR}")
            elif (choices := _choices(name, value)) is not None:
                so_far = self._or(choices, path, so_far)
            else:
                so_far = self._field(value, (*path, name), so_far, in_or=in_or)
        return so_far

    def _or(
        self,
        choices: list[Mapping[object, object]],
        path: tuple[str, ...],
        so_far: tuple[_Fields, ...],
    ) -> tuple[_Fields, ...]:
        found: list[_Fields] = []
        for choice in choices:
            found += self.read_object(choice, path, tuple(map(dict, so_far)), in_or=True)
            if len(found) > _MOST_ALTERNATIVES:
                what = f"stands for more than {_MOST_ALTERNATIVES:,} combinations"
                self.fault((*path, _OR), what, "split it into several rules")
                return so_far
        return tuple(found)

    def _field(
        self, value: object, path: tuple[str, ...], so_far: tuple[_Fields, ...], *, in_or: bool
    ) -> tuple[_Fields, ...]:
        if isinstance(value, Mapping):
            return self.read_object(value, path, so_far, in_or=in_or)
        dotted = ""
        for name in path:
            dotted = below(dotted, name)
        wanted = Wanted(path=dotted, conditions=self._conditions(value, path), written=value)
        for fields in so_far:
            fields[dotted] = wanted
        return so_far

    def _conditions(self, value: object, path: tuple[str, ...]) -> tuple[Condition, ...]:
        wildcards: list[Wildcard] = []
        reader = ConditionReader(self.is_open, wildcards)
        if self.is_open(value):
            return (reader.read(value),)
        if not isinstance(value, list):
            self.fault(path, f"is {quoted(value)}", "write a list of what it may be, or an object")
            return ()
        if not value:
            self.fault(path, "is an empty list, which nothing matches", "say what it may be")
        read: list[Condition] = []
        for each in value:
            try:
                read.append(reader.read(each))
            except ConditionError as error:
                self.fault(path, error.what, error.fix)
        if are_too_complex(wildcards):
            what = "has wildcards that are too complex for EventBridge together"
            self.fault(path, what, "use fewer of them, or a prefix or a suffix")
        return tuple(read)


def _choices(name: str, value: object) -> list[Mapping[object, object]] | None:
    """Return the alternatives that `$or` names; None for a field, which may be called so too.

    https://github.com/aws/event-ruler#the-or-primitive
    """
    if name != _OR or not isinstance(value, list):
        return None
    choices = [each for each in value if isinstance(each, Mapping)]
    all_objects = len(choices) == len(value) >= _FEWEST_ALTERNATIVES
    is_condition = any(len(each) == 1 and next(iter(each)) in OPERATORS for each in choices)
    return choices if all_objects and not is_condition else None
