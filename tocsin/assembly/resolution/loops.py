"""`Fn::ForEach`: a template in place of one with loops.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tocsin.assembly.resolution.resolved_value import NO_VALUE, advice_of, root_causes
from tocsin.assembly.values import as_text
from tocsin.diagnostics import KeyPath, ProblemCollector, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tocsin.assembly.resolution.resolved_value import ResolvedValue
    from tocsin.assembly.template import Template

LOOP = "Fn::ForEach::"
_SECTIONS = ("Conditions", "Resources", "Outputs")
_PARTS = 3
_MOST_TURNS = 20_000
"""More than any template may have resources, conditions and outputs; nested loops multiply."""

_PLACEHOLDER = re.compile(r"([$&])\{\s*([A-Za-z0-9]+)\s*\}")
_NOT_ALPHANUMERIC = re.compile("[^0-9A-Za-z]+")

Bindings = dict[str, str]
"""What the identifiers of the loops around a value stand for."""


def without_loops(template: Template, resolve: Callable[[object], ResolvedValue]) -> Template:
    """Give a template with each loop replaced by what its turns give.

    Conditions that are chosen by a function, as loops allow it, are named.

    Args:
        template: The template; one without loops comes back as it is.
        resolve: Resolves what a loop goes over, which parameters and mappings decide.
    """
    if not template.extends_language:
        return template
    unrolling = _Unrolling(template, resolve)
    sections = {name: unrolling.section(name) for name in _SECTIONS if name in template.raw}
    return template.unrolled(
        {**template.raw, **sections}, unrolling.origins, tuple(unrolling.collector.problems)
    )


@dataclass(slots=True)
class _Unrolling:
    """One pass over a template.

    Attributes:
        template: The template as written.
        resolve: Resolves what a loop goes over.
        collector: Takes what is wrong with loops.
        origins: The loop that made each member of a section.
    """

    template: Template
    resolve: Callable[[object], ResolvedValue]
    collector: ProblemCollector = field(default_factory=ProblemCollector)
    origins: dict[KeyPath, KeyPath] = field(default_factory=dict)
    _turns: int = 0

    def section(self, name: str) -> object:
        written = self.template.raw[name]
        if not isinstance(written, dict):
            return written
        members: dict[str, object] = {}
        for key, value in written.items():
            made = self._mapping({key: value}, {}, (name, key))
            if str(key).startswith(LOOP):
                self.origins.update({(name, each): (name, key) for each in made})
            members.update(made)
        return {key: self._with_condition(value) for key, value in members.items()}

    def _with_condition(self, member: object) -> object:
        """Name the condition of a resource or an output, where a function chooses it."""
        if not isinstance(member, dict) or not isinstance(member.get("Condition"), dict):
            return member
        if "Type" not in member and "Value" not in member:
            return member
        others = {key: value for key, value in member.items() if key != "Condition"}
        chosen = self.resolve(member["Condition"]).value
        return others if chosen is NO_VALUE else {**others, "Condition": chosen}

    def _value(self, value: object, bindings: Bindings, path: KeyPath) -> object:
        if isinstance(value, str):
            return _filled(value, bindings)
        if isinstance(value, list):
            return [self._value(item, bindings, (*path, index)) for index, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((name, argument),) = value.items()
            if name == "Ref":
                return self._reference(argument, bindings, path)
            if name == "Fn::Sub":
                return self._substitution(argument, bindings, path)
        return self._mapping(value, bindings, path)

    def _mapping(
        self, value: Mapping[str, object], bindings: Bindings, path: KeyPath
    ) -> dict[str, object]:
        made: dict[str, object] = {}
        for key, item in value.items():
            if str(key).startswith(LOOP):
                made.update(self._loop(key, item, bindings, path))
            else:
                made[_filled(str(key), bindings)] = self._value(item, bindings, (*path, key))
        return made

    def _reference(self, argument: object, bindings: Bindings, path: KeyPath) -> object:
        name = self._value(argument, bindings, path)
        if isinstance(name, str) and name in bindings:
            return bindings[name]
        return {"Ref": name}

    def _substitution(self, argument: object, bindings: Bindings, path: KeyPath) -> object:
        text, variables = argument, None
        if isinstance(argument, list) and len(argument) == 2:  # noqa: PLR2004 - text and variables
            text, variables = argument
        if not isinstance(text, str):
            return {"Fn::Sub": argument}
        own = variables if isinstance(variables, dict) else {}
        filled = _filled(text, {key: each for key, each in bindings.items() if key not in own})
        if variables is not None:
            return {"Fn::Sub": [filled, self._value(variables, bindings, path)]}
        return {"Fn::Sub": filled} if "${" in filled else filled

    def _loop(
        self, name: str, written: object, bindings: Bindings, path: KeyPath
    ) -> dict[str, object]:
        """Give what all turns of a loop make."""
        where = path if path[-1:] == (name,) else (*path, name)
        if not isinstance(written, list) or len(written) != _PARTS:
            self._report(where, "it is not an identifier, a list and a fragment", "write the three")
            return {}
        identifier, collection, fragment = written
        if not isinstance(identifier, str) or not isinstance(fragment, dict):
            self._report(where, "it is not an identifier, a list and a fragment", "write the three")
            return {}
        made: dict[str, object] = {}
        for item in self._items(collection, bindings, where):
            self._turns += 1
            if self._turns > _MOST_TURNS:
                if self._turns == _MOST_TURNS + 1:
                    what = f"the loops of the template turn more than {_MOST_TURNS:,} times"
                    self._report(where, what, "shorten the lists that they go over")
                break
            turn = self._mapping(fragment, {**bindings, identifier: item}, where)
            for key in turn.keys() & made.keys():
                what = f"two turns of the loop make {quoted(key)}"
                self._report(where, what, f"use ${{{identifier}}} in the key")
            made.update(turn)
        return made

    def _items(self, collection: object, bindings: Bindings, path: KeyPath) -> Iterator[str]:
        """Yield what a loop goes over."""
        resolved = self.resolve(self._value(collection, bindings, path))
        if not isinstance(resolved.value, list):
            causes = root_causes(resolved.unresolved)
            why = "; ".join(cause.why for cause in causes) or "it is not a list"
            what = f"what the loop goes over is not known, so what it makes is left out: {why}"
            self._report(path, what, advice_of(causes, "write a list, or Ref a parameter of lists"))
            return
        for item in resolved.value:
            text = as_text(item)
            if text is None:
                self._report(path, f"{quoted(item)} is not a text to go over", "write a text")
            else:
                yield text

    def _report(self, path: KeyPath, what: str, fix: str) -> None:
        where = self.template.locate(*path)
        self.collector.report("template/loop", where, what, fix, severity="warning")


def _filled(text: str, bindings: Bindings) -> str:
    """Put values into the `${Identifier}` and `&{Identifier}` of a text.

    The latter takes the letters and digits of a value, so that it may stand in a logical id.
    """
    if not bindings or "{" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        sign, name = match.groups()
        if name not in bindings:
            return match[0]
        return bindings[name] if sign == "$" else _NOT_ALPHANUMERIC.sub("", bindings[name])

    return _PLACEHOLDER.sub(value, text)
