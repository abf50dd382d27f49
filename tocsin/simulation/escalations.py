"""What the machines of an assembly make of notifications: incidents, and pages by turns.

An incident lives by `tocsin.incidents`, as in the functions; what a machine does and when follows
from its states. From the notification to the first page no time passes: AWS documents none.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from tocsin.delivery import Recipient, Ways
from tocsin.escalation import EscalationMachine
from tocsin.evaluation import ALARM, OK, State
from tocsin.incidents import (
    Answer,
    Command,
    FallBack,
    Incident,
    Page,
    Start,
    TellOver,
    acknowledged,
    handed_over,
    noticed,
    read_notification,
    tier_begins,
    unanswered,
)
from tocsin.simulation.deliveries import Delivery
from tocsin.simulation.executions import Acknowledged, Due, Execution, Key
from tocsin.simulation.notices import moment
from tocsin.simulation.taking_turns import fails_to_publish, fails_to_run, is_turn_of

_TOKEN = "token"  # noqa: S105 - what a machine waits with
_MOMENT = 0.5
"""Seconds; a page at exactly the end of a time belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    """What machines made of notifications.

    Attributes:
        deliveries: What they sent, in order of time.
        incidents: The last incident of each service, as it is at the end.
    """

    deliveries: tuple[Delivery, ...]
    incidents: tuple[Incident, ...]


def escalate(
    deliveries: Iterable[Delivery],
    ways: Ways,
    *,
    until: float,
    acknowledged: Collection[float] = (),
) -> Escalated:
    """Let machines page about notifications.

    Args:
        deliveries: The notifications, in order of time.
        ways: The ways of the assembly.
        until: When to stop, in seconds since 1970.
        acknowledged: When somebody acknowledges every incident that is open then.
    """
    run = _Run(ways, until)
    for at in acknowledged:
        run.plan(at, Acknowledged())
    for each in deliveries:
        if each.notice is not None:
            run.plan(each.at, each)
    run.to_the_end()
    return Escalated(deliveries=tuple(run.sent), incidents=tuple(run.incidents.values()))


_Event = Delivery | Acknowledged | Due


def by_turns(
    rule: str,
    message: str,
    told: Iterable[Recipient],
    at: float,
    ways: Ways,
    *,
    acknowledged: Collection[float] = (),
) -> tuple[Delivery, ...]:
    """Return what machines send about an event, until everybody is told or somebody answers.

    Args:
        rule: The rule that sends it.
        message: What it sends.
        told: Who is told of it, those by turns among them.
        at: When it happens, in seconds since 1970.
        ways: The ways of the assembly.
        acknowledged: When somebody answers, in seconds since 1970.
    """
    turns = tuple(each for each in told if each.turn is not None)
    turn = turns[0].turn if turns else None
    if turn is None or not turn.machine.course.steps:
        return ()
    severity, last = turn.machine.severity, turn.machine.course.steps[-1]
    happened = Delivery(
        at=at,
        alarm=rule,
        severity=severity,
        state=ALARM,
        action=turn.machine.topic.arn,
        recipients=(),
        turns=turns,
        notice=read_notification(message, severity, moment(at)),
    )
    until = at + (last.at + last.waits).total_seconds() + _MOMENT
    return escalate([happened], ways, until=until, acknowledged=acknowledged).deliveries


class _Run:
    """What happens in order of time."""

    def __init__(self, ways: Ways, until: float) -> None:
        self._ways = ways
        self._until = until
        self._waiting: list[tuple[float, int, _Event]] = []
        self._numbers = count()
        self._executions: dict[str, Execution] = {}
        self.incidents: dict[Key, Incident] = {}
        self.sent: list[Delivery] = []

    def plan(self, at: float, event: _Event) -> None:
        """Let something happen at a time; what is planned first happens first."""
        if at < self._until:
            heappush(self._waiting, (at, next(self._numbers), event))

    def to_the_end(self) -> None:
        """Let all happen that is planned, and what comes of it."""
        while self._waiting:
            at, _, event = heappop(self._waiting)
            if isinstance(event, Delivery):
                self._notice(event)
            elif isinstance(event, Due):
                self._due(event, at)
            else:
                self._acknowledge(at)

    def _notice(self, delivery: Delivery) -> None:
        notice, turn = delivery.notice, delivery.turns[0].turn
        assert notice is not None
        assert turn is not None
        if any(each.is_closed for each in delivery.turns[0].into_machine):
            return
        key = (turn.machine.machine.stack.environment, notice.service)
        step = noticed(
            self.incidents.get(key),
            notice,
            moment(delivery.at),
            reopen_within=turn.machine.policy.reopen_within,
        )
        self._become(key, step.incident)
        for command in step.commands:
            if isinstance(command, Start):
                self._start(key, command, delivery)
            elif isinstance(command, TellOver):
                self._tell_over(key, command, delivery)

    def _start(self, key: Key, start: Start, cause: Delivery) -> None:
        machine = self._machine(key, start, cause)
        if machine is None or start.execution in self._executions:
            return
        execution = Execution(name=start.execution, machine=machine, began=cause.at, cause=cause)
        self._executions[start.execution] = execution
        self._plan_due(Due(key=key, execution=execution, number=0))

    def _machine(self, key: Key, start: Start, cause: Delivery) -> EscalationMachine | None:
        turn = cause.turns[0].turn
        assert turn is not None
        place, _ = key
        found = [turn.machine, *self._ways.machines]
        fitting = (
            each
            for each in found
            if each.severity == start.severity and each.machine.stack.environment == place
        )
        return next(fitting, None)

    def _plan_due(self, due: Due) -> None:
        if due.at is not None:
            self.plan(due.execution.began + due.at.total_seconds(), due)

    def _due(self, due: Due, at: float) -> None:
        incident, execution = self.incidents[due.key], due.execution
        if due.step is None:
            if incident.execution == execution.name:
                step = unanswered(incident, moment(at))
                self._become(due.key, step.incident)
                self._carry_out(step.commands, due, at)
            return
        policy = execution.machine.policy
        if self._cannot_page(execution):
            # The machine tells everybody by itself, and goes on at once.
            self._everybody(execution, at)
            self._plan_due(due.next_at(at))
            return
        if due.step.tier < len(policy.tiers):
            step = tier_begins(
                incident,
                policy,
                due.step.tier,
                execution=execution.name,
                token=_TOKEN,
                at=moment(at),
            )
            self._become(due.key, step.incident)
            self._carry_out(step.commands, due, at)
            if any(isinstance(each, Answer) for each in step.commands):
                return
        self._plan_due(due.next)

    def _cannot_page(self, execution: Execution) -> bool:
        """Say whether the templates show that a machine may not run what pages."""
        return any(map(fails_to_run, self._ways.of_machine(execution.machine)))

    def _carry_out(self, commands: Iterable[Command], due: Due, at: float) -> None:
        for command in commands:
            if isinstance(command, Page):
                self._page(command, due, at)
            elif isinstance(command, FallBack):
                self._everybody(due.execution, at)

    def _page(self, page: Page, due: Due, at: float) -> None:
        failed: list[Command] = []
        for contact in page.contacts:
            told = self._recipients(contact, due.execution)
            self._send(due.execution, at, contact, told)
            error = "it may not be published" if any(map(fails_to_publish, told)) else ""
            step = handed_over(self.incidents[due.key], contact, moment(at), error)
            self._become(due.key, step.incident)
            failed += step.commands
        if failed:
            self._everybody(due.execution, at)

    def _everybody(self, execution: Execution, at: float) -> None:
        into = execution.cause.turns[0].into_machine
        told = self._ways.everybody(execution.machine)
        self._send(execution, at, "", [each.behind(into) for each in told])

    def _recipients(self, contact: str, execution: Execution) -> list[Recipient]:
        """Return in which ways a machine reaches a contact, with what is before the machine."""
        turns = execution.cause.turns
        found = [each for each in turns if is_turn_of(each, contact, execution.machine)]
        if found:
            return found
        into = turns[0].into_machine
        others = self._ways.of_machine(execution.machine)
        return [
            each.behind(into) for each in others if is_turn_of(each, contact, execution.machine)
        ]

    def _tell_over(self, key: Key, over: TellOver, cause: Delivery) -> None:
        execution = self._executions.get(self.incidents[key].execution)
        if execution is not None:
            for contact in over.contacts:
                told = self._recipients(contact, execution)
                self._send(execution, cause.at, contact, told, state=OK)

    def _send(
        self,
        execution: Execution,
        at: float,
        contact: str,
        told: Iterable[Recipient],
        *,
        state: State = ALARM,
    ) -> None:
        machine, cause = execution.machine, execution.cause
        topic = machine.contacts[contact] if contact else machine.fallback
        self.sent.append(
            Delivery(
                at=at,
                alarm=cause.alarm,
                severity=machine.severity,
                state=state,
                action=topic.arn,
                recipients=tuple(told),
                contact=contact,
            )
        )

    def _acknowledge(self, at: float) -> None:
        for key, incident in self.incidents.items():
            self._become(key, acknowledged(incident, "somebody", moment(at)).incident)

    def _become(self, key: Key, incident: Incident | None) -> None:
        if incident is not None:
            self.incidents[key] = incident
