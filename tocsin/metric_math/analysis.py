"""Static typing of an expression: its result type, whether it is pointwise, and what is wrong."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tocsin.diagnostics import Problem, nearest
from tocsin.metric_math.errors import ExpressionError
from tocsin.metric_math.external import call_text
from tocsin.metric_math.formatting import format_tree
from tocsin.metric_math.operator_types import operation_type
from tocsin.metric_math.signatures import EXTERNAL, SIGNATURES, Parameter, Signature, ValueType
from tocsin.metric_math.syntax import Array, Call, Name, Negation, Node, Number, Operation, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """The type of a node, and whether its value at a slot depends on that slot alone."""

    type: ValueType
    pointwise: bool = True


_UNKNOWN = Typing(type=ValueType.UNKNOWN)
_OTHER_NAMES = {"AVERAGE": "AVG", "MEAN": "AVG"}
"""What other languages call functions of metric math."""


@dataclass(slots=True)
class Analysis:
    """Types the tree of `expression`.

    `types` holds the types of ids, which are otherwise `other_ids`; `call_types` those of
    external calls, by canonical text, where their results are known; `expression_ids` are the
    ids that are known not to be metrics.
    """

    expression: str
    types: Mapping[str, ValueType] = field(default_factory=dict)
    other_ids: ValueType = ValueType.TIME_SERIES
    call_types: Mapping[str, ValueType] = field(default_factory=dict)
    expression_ids: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    def of(self, node: Node) -> Typing:
        """Return the typing of `node`, collecting problems on the way."""
        match node:
            case Number() | Text() | Name():
                return self._leaf(node)
            case Array():
                return self._array(node)
            case Negation(operand=operand):
                return self._negation(node, self.of(operand))
            case Operation():
                return self._operation(node)
            case Call():
                return self._call(node)

    def _report(self, node: Node, kind: str, found: str, allowed: str, fix: str = "") -> Typing:
        what = f"found {found}; allowed: {allowed}"
        self.problems.append(
            ExpressionError.problem_at(self.expression, node.position, kind, what, fix)
        )
        return _UNKNOWN

    def _leaf(self, node: Number | Text | Name) -> Typing:
        match node:
            case Number(value=value):
                return self._number(value, node)
            case Text():
                return Typing(type=ValueType.STRING)
            case Name():
                return self._name(node)

    def _number(self, value: float, node: Node) -> Typing:
        if math.isinf(value):
            found = "a number that is too large"
            return self._report(node, "too-large", found, "numbers below 1.8e308")
        return Typing(type=ValueType.SCALAR)

    def _name(self, node: Name) -> Typing:
        if not node.is_id:
            lowered = node.name.lstrip("_")
            fix = f"did you mean {lowered[:1].lower()}{lowered[1:]}?" if lowered else ""
            if node.name in SIGNATURES:
                fix = f"{node.name} is a function: write {node.name}(…)"
            allowed = "ids, which begin with a lower-case letter"
            return self._report(node, "not-an-id", repr(node.name), allowed, fix)
        return Typing(type=self.types.get(node.name, self.other_ids))

    def _array(self, node: Array) -> Typing:
        items = [self.of(item) for item in node.items]
        types = {item.type for item in items} - {ValueType.UNKNOWN}
        if types == {ValueType.STRING}:
            return Typing(type=ValueType.STRING_ARRAY)
        if not node.items or not types <= {ValueType.TIME_SERIES, ValueType.TIME_SERIES_ARRAY}:
            found = "an array of " + (", ".join(item.type.value for item in items) or "nothing")
            allowed = "time series in [ ], or only quoted strings"
            return self._report(node, "wrong-type", found, allowed)
        return Typing(
            type=ValueType.TIME_SERIES_ARRAY, pointwise=all(item.pointwise for item in items)
        )

    def _negation(self, node: Negation, operand: Typing) -> Typing:
        if operand.type in {ValueType.STRING, ValueType.STRING_ARRAY}:
            allowed = "a scalar, a time series or an array of time series"
            return self._report(node, "wrong-type", f"- before {operand.type.value}", allowed)
        return operand

    def _operation(self, node: Operation) -> Typing:
        left, right = self.of(node.left), self.of(node.right)
        result, allowed = operation_type(node.operator, left.type, right.type)
        if result is None:
            found = f"{left.type.value} {node.operator} {right.type.value}"
            return self._report(node, "wrong-type", found, allowed)
        return Typing(type=result, pointwise=left.pointwise and right.pointwise)

    def _call(self, node: Call) -> Typing:
        forms = SIGNATURES.get(node.function)
        if forms is None:
            for argument in node.arguments:
                self.of(argument)
            return self._unknown_function(node)
        before = len(self.problems)
        arguments = self._arguments(node, forms)
        if len(self.problems) > before:
            return _UNKNOWN
        fitting = [form for form in forms if _fits(form, node.arguments, arguments)]
        if not fitting:
            found = f"{node.function}({', '.join(_describe(a, t) for a, t in arguments)})"
            allowed = _forms_in_words(node.function, forms)
            return self._report(node, "wrong-arguments", found, allowed)
        if node.function == "PERIOD" and not self._is_metric(node.arguments[0]):
            allowed = "PERIOD of the id of a metric"
            return self._report(node, "wrong-arguments", "PERIOD of an expression", allowed)
        result = _result(fitting, [typing for _, typing in arguments])
        if node.function in EXTERNAL and call_text(node) in self.call_types:
            return replace(result, type=self.call_types[call_text(node)])
        return result

    def _is_metric(self, node: Node) -> bool:
        return isinstance(node, Name) and node.name not in self.expression_ids

    def _unknown_function(self, node: Call) -> Typing:
        meant = _OTHER_NAMES.get(node.function.upper(), node.function)
        fix = f"did you mean {meant!r}?" if meant in SIGNATURES else nearest(meant, SIGNATURES)
        if node.function.upper() in SIGNATURES:
            fix = f"did you mean {node.function.upper()}? Functions are upper-case"
        allowed = "a function of metric math: " + ", ".join(sorted(SIGNATURES))
        return self._report(node, "unknown-function", f"{node.function}(", allowed, fix)

    def _arguments(self, node: Call, forms: tuple[Signature, ...]) -> list[tuple[Node, Typing]]:
        keywords = _keywords(forms)
        return [(item, self._argument(item, keywords)) for item in node.arguments]

    def _argument(self, node: Node, keywords: frozenset[str]) -> Typing:
        if not isinstance(node, Name) or node.is_id or not keywords:
            return self.of(node)
        if node.name in keywords:
            return _UNKNOWN
        allowed = f"an id or {', '.join(sorted(keywords))}"
        fix = nearest(node.name, keywords)
        return self._report(node, "unknown-keyword", repr(node.name), allowed, fix)


def _keywords(forms: tuple[Signature, ...]) -> frozenset[str]:
    words = (item for form in forms for parameter in form.parameters for item in parameter)
    return frozenset(word for word in words if isinstance(word, str))


def _describe(node: Node, typing: Typing) -> str:
    return format_tree(node) if typing.type is ValueType.UNKNOWN else typing.type.value


def _fits(form: Signature, nodes: tuple[Node, ...], arguments: list[tuple[Node, Typing]]) -> bool:
    parameters = _stretched(form, len(nodes))
    return len(parameters) == len(nodes) and all(
        _accepts(parameter, node, typing)
        for parameter, (node, typing) in zip(parameters, arguments, strict=True)
    )


def _stretched(form: Signature, count: int) -> tuple[Parameter, ...]:
    if not form.variadic or count < len(form.parameters) - 1:
        return form.parameters
    *fixed, last = form.parameters
    return (*fixed, *(last for _ in range(count - len(fixed))))


def _accepts(parameter: Parameter, node: Node, typing: Typing) -> bool:
    if isinstance(node, Name) and not node.is_id:
        return node.name in parameter
    words = any(isinstance(item, str) for item in parameter)
    return not words and (typing.type is ValueType.UNKNOWN or typing.type in parameter)


def _result(fitting: list[Signature], arguments: list[Typing]) -> Typing:
    types = {form.result for form in fitting}
    return Typing(
        type=types.pop() if len(types) == 1 else ValueType.UNKNOWN,
        pointwise=all(form.pointwise for form in fitting)
        and all(typing.pointwise for typing in arguments),
    )


def _forms_in_words(function: str, forms: tuple[Signature, ...]) -> str:
    return "; ".join(
        f"{function}({', '.join(_parameter_in_words(item) for item in form.parameters)})"
        for form in forms
    )


def _parameter_in_words(parameter: Parameter) -> str:
    if ValueType.UNKNOWN in parameter:
        return "…"
    words = sorted(item if isinstance(item, str) else item.value for item in parameter)
    return " or ".join(words)
