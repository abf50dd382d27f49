"""A state machine that leads to a state which is not there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tocsin.assembly import StateMachine
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, did_you_mean, quoted

_ID = "escalation/unknown-state"
_OPEN = "${"
"""What stands for a value that only a deployment knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    """What leads to a state that is not there.

    Attributes:
        at: What leads there, in words.
        to: The name of the state.
        states: The states that there are.
    """

    at: str
    to: str
    states: tuple[str, ...]


def _find(subject: Subject) -> Iterator[Verdict]:
    for machine in subject.assembly.state_machines:
        for lead in _leads(machine):
            yield Problem(
                kind=_ID,
                where=machine.resource.locate("Properties", machine.definition_key),
                what=f"{lead.at} leads to {quoted(lead.to)}, which is no state beside it",
                why="Step Functions refuses the machine, so that CloudFormation fails and rolls "
                "the whole deployment back",
                fix=did_you_mean(lead.to, lead.states),
            )


def _leads(machine: StateMachine) -> Iterator[_Lead]:
    """Give what leads nowhere, of the machine and of what runs within its states."""
    levels: list[Mapping[str, object]] = [machine.definition]
    while levels:
        level = levels.pop()
        states = _states(level)
        names = tuple(states)
        are_known = not any(_OPEN in name for name in names)
        for at, to in _targets(level, states):
            if are_known and isinstance(to, str) and _OPEN not in to and to not in states:
                yield _Lead(at=at, to=to, states=names)
        levels += (inner for state in states.values() for inner in _within(state))


def _states(level: Mapping[str, object]) -> Mapping[str, Mapping[str, object]]:
    written = level.get("States")
    listed = written.items() if isinstance(written, Mapping) else ()
    return {str(name): state for name, state in listed if isinstance(state, Mapping)}


def _targets(
    level: Mapping[str, object], states: Mapping[str, Mapping[str, object]]
) -> Iterator[tuple[str, object]]:
    if states:
        yield "StartAt", level.get("StartAt")
    for name, state in states.items():
        for key in ("Next", "Default"):
            yield f"{key} of the state {quoted(name)}", state.get(key)
        for key, called in (("Catch", "Catch"), ("Choices", "a choice")):
            for each in _listed(state.get(key)):
                yield f"{called} of the state {quoted(name)}", each.get("Next")


def _within(state: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """Give the branches of a Parallel state, or what a Map state does with each item."""
    yield from _listed(state.get("Branches"))
    yield from _listed([state.get("ItemProcessor"), state.get("Iterator")])


def _listed(written: object) -> list[Mapping[str, object]]:
    items = written if isinstance(written, list) else []
    return [each for each in items if isinstance(each, Mapping)]


CHECK = Check(
    id=_ID,
    title="Each state that a state machine leads to is there.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html",
        "https://states-language.net/spec.html#transitions",
    ),
)
