"""What makes a condition true that is false: values are tried, and the condition is asked again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import combinations, islice, product
from typing import TYPE_CHECKING

from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tocsin.assembly.resolution.stack_resolver import StackResolver

ANY_VALUE = "…"
"""Stands for whatever else there is: an address, an ARN, a name."""

_MOST_TRIED = 400
_MOST_GIVEN = 2
_VARIABLE = re.compile(r"\$\{([^!{}][^{}]*)\}")
_ACCOUNT = re.compile("[0-9]{12}")
_REGION = re.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}")
_NAMES = {"AWS::AccountId": _ACCOUNT, "AWS::Region": _REGION}


def remedies(resolver: StackResolver, condition: str) -> tuple[str, ...]:
    """Give what would make a condition of a stack true, each by itself, as the command line has it.

    Args:
        resolver: The stack.
        condition: The condition, which is false.

    Returns:
        Texts such as `--parameter Stage=prod`; empty if no one or two values do.
    """
    return tuple(islice(_found(resolver, condition), _MOST_GIVEN))


def _found(resolver: StackResolver, condition: str) -> Iterator[str]:
    """Yield what one value does; only where there is none such, what two do together."""
    candidates = _candidates(resolver, condition)
    for size in (1, 2):
        tried = (
            dict(zip(names, values, strict=True))
            for names in combinations(candidates, size)
            for values in product(*(candidates[name] for name in names))
        )
        working = [
            given for given in islice(tried, _MOST_TRIED) if resolver.would_hold(condition, given)
        ]
        if working:
            yield from (_written(resolver, each) for each in working if _is_plain(each, working))
            return


def _is_plain(given: Mapping[str, str], working: Sequence[Mapping[str, str]]) -> bool:
    """Say whether no other remedy does the same with any value in place of one of these."""
    wider = ({**given, name: ANY_VALUE} for name in given)
    return not any(each != given and each in working for each in wider)


def _written(resolver: StackResolver, given: Mapping[str, str]) -> str:
    return " ".join(_option(resolver, name, value) for name, value in given.items())


def _option(resolver: StackResolver, name: str, value: str) -> str:
    if name == "AWS::AccountId":
        return f"--account {value}"
    if name == "AWS::Region":
        return f"--region {value}"
    if resolver.is_nested:
        return f"{name}={value} from the parent of {resolver.stack_name}"
    return f"--parameter {name}={value}"


def _candidates(resolver: StackResolver, condition: str) -> dict[str, tuple[str, ...]]:
    """Give the values worth trying of everything that a condition rests on."""
    parts = _Parts()
    parts.follow(resolver.template.conditions, condition)
    parameters = resolver.template.parameters
    found: dict[str, tuple[str, ...]] = {}
    for name in parts.names:
        if name in parameters:
            allowed = parameters[name].get("AllowedValues")
            values = allowed if isinstance(allowed, list) else [*parts.texts, ANY_VALUE]
            found[name] = tuple(filter(None, map(as_text, values)))
        elif form := _NAMES.get(name):
            found[name] = tuple(text for text in parts.texts if form.fullmatch(text))
    return found


@dataclass(slots=True)
class _Parts:
    """What stands in a condition, and in the conditions that it is made of.

    Attributes:
        names: What it refers to.
        texts: The texts in it, which are what others are compared with.
    """

    names: dict[str, None] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)

    def follow(self, conditions: Mapping[str, object], condition: str) -> None:
        """Take down what a condition is made of, and the conditions in it."""
        seen, waiting = {condition}, [condition]
        while waiting:
            named = [
                str(name)
                for name in self._take(conditions.get(waiting.pop()))
                if isinstance(name, str) and name not in seen
            ]
            seen.update(named)
            waiting += named

    def _take(self, value: object) -> Iterator[object]:
        """Take down what a value holds, and yield the conditions that it names."""
        waiting = [value]
        while waiting:
            part = waiting.pop()
            if isinstance(part, dict):
                for key, inner in part.items():
                    if key == "Ref":
                        self.names[str(inner)] = None
                    elif key == "Condition":
                        yield inner
                    else:
                        waiting.append(inner)
                        if key == "Fn::If" and isinstance(inner, list) and inner:
                            yield inner[0]
            elif isinstance(part, list):
                waiting += part
            elif (text := as_text(part)) is not None:
                self.texts[text] = None
                self.names.update(dict.fromkeys(_VARIABLE.findall(text)))
