"""The rule of a composite alarm: parsed, checked against AWS's limits, and evaluated.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tocsin.evaluation.alarm import ALARM, OK, State
from tocsin.evaluation.composite.conditions import PercentRounding, holds
from tocsin.evaluation.composite.formatting import format_tree
from tocsin.evaluation.composite.limits import check_length, check_limits
from tocsin.evaluation.composite.parser import parse_tree
from tocsin.evaluation.composite.references import alarm_name, references
from tocsin.evaluation.composite.syntax import And, Node, Not, Or, fold, leaves_first


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that follows the grammar and keeps to the limits.

    Attributes:
        text: The rule as it was written.
        tree: Its syntax tree.
    """

    text: str
    tree: Node
    _nodes: tuple[Node, ...] = field(repr=False, compare=False)

    def __str__(self) -> str:
        """Return the rule in its canonical spelling."""
        return format_tree(self.tree)

    @property
    def references(self) -> tuple[str, ...]:
        """The alarms it refers to, as written (names or ARNs), each once."""
        return tuple(dict.fromkeys(references(self._nodes)))

    @property
    def alarm_names(self) -> tuple[str, ...]:
        """The names of the alarms it refers to, also where it gives ARNs."""
        return tuple(dict.fromkeys(alarm_name(reference) for reference in self.references))

    def evaluate(
        self, states: Mapping[str, State], *, percent_rounding: PercentRounding = "share"
    ) -> bool:
        """Return whether the rule holds for the given states.

        Args:
            states: The state of each alarm by name, or by ARN where the rule gives ARNs.
            percent_rounding: How AT_LEAST counts a percentage.

        Raises:
            UnknownAlarmError: An alarm of the rule has no state.
        """

        def combine(node: Node, below: list[bool]) -> bool:
            match node:
                case Not():
                    return not below[0]
                case And():
                    return all(below)
                case Or():
                    return any(below)
                case _:
                    return holds(node, states, percent_rounding)

        return fold(self._nodes, combine)

    def state(
        self, states: Mapping[str, State], *, percent_rounding: PercentRounding = "share"
    ) -> State:
        """Return ALARM where the rule holds and OK where it does not."""
        return ALARM if self.evaluate(states, percent_rounding=percent_rounding) else OK


def parse_rule(rule: str) -> Rule:
    """Parse a rule and check AWS's limits: length, children and elements.

    Raises:
        RuleError: It does not follow the grammar or exceeds a limit; the error gives positions.
    """
    check_length(rule)
    tree = parse_tree(rule)
    nodes = leaves_first(tree)
    check_limits(rule, nodes)
    return Rule(rule, tree, nodes)
