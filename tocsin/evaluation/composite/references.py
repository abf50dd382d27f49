"""The alarms that a rule refers to, by name or by ARN."""

from collections.abc import Iterable, Iterator

from tocsin.evaluation.composite.syntax import AlarmIs, AtLeast, Node


def alarm_name(reference: str) -> str:
    """Return the name in an alarm's ARN; a name as it is."""
    if reference.startswith("arn:") and ":alarm:" in reference:
        return reference.split(":alarm:", 1)[1]
    return reference


def references(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield each reference of a rule as written, as often and in the order it stands."""
    for node in nodes:
        if isinstance(node, AlarmIs):
            yield node.alarm
        elif isinstance(node, AtLeast):
            yield from node.alarms
