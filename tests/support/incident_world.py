"""A whole way of a page in memory: alarms, queue, functions, machines, all of which may fail.

The machines do what their definition says: a tier is a call that waits for an answer, a call that
fails is told to everybody without any code, and a tier that nobody answers is followed by the next.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from random import Random

from tests.support.incident_aws import (
    PROBE_TOPIC,
    FakeAws,
    FakeCloudWatch,
    FakeDynamoDB,
    FakeMachines,
    FakeTopics,
    page_event,
    record,
    sweep,
)
from tests.support.incidents import TOPIC, after, policy
from tocsin.incidents import AlarmState, Incident, Step, acknowledged, read_notification
from tocsin.on_call import Severity, policy_document

SEVERITY_OF = {"no-orders": "critical", "slow": "critical", "few-orders": "warning"}
DOCUMENTS = {each: policy_document(policy(each)) for each in ("critical", "warning")}
TIERS = len(policy().tiers)
MOST_RECEIVES = 5
BEGINS = ("opened", "raised", "reopened")


class Killed(BaseException):
    """A function ends without a word: its time is over, or its memory is full."""


@dataclass(eq=False)
class Message:
    """A notification in the queue."""

    body: str
    receives: int = 0


@dataclass(eq=False)
class World:
    """Everything, with a clock of its own.

    Attributes:
        randomness: Decides what fails.
        failure_rate: How many calls fail of the services that are broken, from 0 to 1.
        broken: Which services are.
        calls_left: After how many calls of services the function ends that runs next; None for a
            function that runs to its end.
    """

    randomness: Random
    failure_rate: float = 0.0
    broken: frozenset[str] = frozenset()
    calls_left: int | None = None
    runs: bool = False
    unreadable: list[str] = field(default_factory=list)
    aws: FakeAws = field(default_factory=FakeAws)
    second: int = 0
    queue: list[Message] = field(default_factory=list)
    dead: list[Message] = field(default_factory=list)
    alarms: dict[str, AlarmState] = field(default_factory=dict)
    waiting: dict[str, tuple[int, str]] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    pages: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    changed: dict[str, int] = field(default_factory=dict)
    told_at: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Let each service fail as often as is wished, and note when somebody is told."""
        publish = self.aws.topics.publish

        def noting(**message: str) -> None:
            publish(**message)
            if message["TopicArn"] != PROBE_TOPIC:
                self.told_at.append(self.second)

        self.aws.topics.publish = noting  # type: ignore[method-assign]
        services: dict[str, FakeDynamoDB | FakeTopics | FakeMachines] = {
            "table": self.aws.dynamodb,
            "topics": self.aws.topics,
            "machines": self.aws.machines,
        }
        for name, service in services.items():
            service.fails = partial(self._fails, name)

    def change(self, alarm: str, state: AlarmState, copies: int = 1) -> None:
        """Let an alarm change its state, which is told once or more often."""
        self.second += 1
        self.alarms[alarm] = state
        self.changed[alarm] = self.second
        body = {
            "AlarmName": alarm,
            "AlarmDescription": "No order.\n\nService: checkout · Owner: payments",
            "NewStateValue": state,
            "StateChangeTime": after(self.second).isoformat(),
        }
        envelope = {
            "TopicArn": f"{TOPIC}-{SEVERITY_OF[alarm]}",
            "Message": json.dumps(body),
            "Timestamp": after(self.second).isoformat(),
        }
        self.queue += [Message(json.dumps(envelope)) for _ in range(copies)]

    def take(self, number: int) -> None:
        """Let the function take any message of the queue; one that fails comes again."""
        message = self.queue.pop(number % len(self.queue))
        message.receives += 1
        batch = {"Records": [record(message.body, receives=message.receives)]}
        if not self._is_taken(batch):
            (self.queue if message.receives < MOST_RECEIVES else self.dead).append(message)

    def send_unreadable(self, body: str) -> None:
        """Put something into the queue that is no notification of an alarm."""
        self.second += 1
        self.unreadable.append(body)
        self.queue.append(Message(body))

    def incident_of(self, body: str) -> Incident | None:
        """Return what became of something unreadable."""
        return self.aws.table.last_of(read_notification(body, "critical", after(0)).service)

    def _is_taken(self, batch: dict[str, list[dict[str, object]]]) -> bool:
        self.runs = True
        try:
            return not self.aws.intake.batch(batch, after(self.second))["batchItemFailures"]
        except Killed:
            return False
        finally:
            self.runs = False

    def run_machines(self) -> None:
        """Begin the first tier of each machine that was started, and end what was answered."""
        for name in list(self.aws.machines.started):
            if name not in self.waiting and name not in self.ended:
                self._begin(name, 0)
        self._end_answered()

    def time_out(self) -> None:
        """Let every tier that waits run out of time."""
        self.second += 300
        for name, (tier, _) in list(self.waiting.items()):
            self._begin(name, tier + 1)
        self._end_answered()

    def acknowledge(self) -> None:
        """Let somebody acknowledge, as the command does: it works, or says that it does not."""
        before, self.failure_rate = self.failure_rate, 0.0
        incident = self.aws.table.last_of("checkout")
        if incident is not None:
            step = self.aws.table.change(incident.id, self._by_ana)
            assert step.incident is not None
            self.aws.hands.carry_out(step.incident, step.commands)
        self.failure_rate = before
        self._end_answered()

    def settle(self) -> None:
        """Let everything work again, and run until nothing is left to do."""
        self.failure_rate, self.calls_left = 0.0, None
        while self.queue:
            self.take(0)
        self.run_machines()
        if self.dead:
            self._tell_everybody("the alarm on dead letters")
        self._sweep()
        while self.waiting:
            self.time_out()

    @property
    def incident(self) -> Incident | None:
        """The last incident of the service."""
        before, self.failure_rate = self.failure_rate, 0.0
        found = self.aws.table.last_of("checkout")
        self.failure_rate = before
        return found

    def unheard_rounds(self) -> list[int]:
        """Return when rounds of the last incident began of which nobody has heard since."""
        incident = self.incident
        entries = incident.timeline if incident else ()
        begun = [
            int((each.at - after(0)).total_seconds()) for each in entries if each.kind in BEGINS
        ]
        answered = [
            int((each.at - after(0)).total_seconds())
            for each in entries
            if each.kind == "acknowledged"
        ]
        heard = [*self.told_at, *answered]
        return [begin for begin in begun if not any(at >= begin for at in heard)]

    def _sweep(self) -> None:
        """End what is over, as the function does that asks CloudWatch."""
        healthy = {
            name: after(self.changed[name]) for name, state in self.alarms.items() if state == "OK"
        }
        sweep(self.aws, FakeCloudWatch(healthy=healthy), self.second)
        self._end_answered()

    def _fails(self, service: str) -> bool:
        if self.runs and self.calls_left is not None:
            self.calls_left -= 1
            if self.calls_left < 0:
                self.calls_left = None
                raise Killed
        return service in self.broken and self.randomness.random() < self.failure_rate

    def _by_ana(self, incident: Incident | None) -> Step:
        assert incident is not None
        return acknowledged(incident, "ana", after(self.second))

    def _begin(self, name: str, tier: int) -> None:
        self.waiting.pop(name, None)
        severity: Severity = self._severity(name)
        if tier == TIERS:
            self._tell_everybody(name)
            self.ended.add(name)
            return
        incident = self.aws.machines.started[name]["incident"]
        event = page_event(incident, tier, DOCUMENTS[severity], execution=name)
        told = len(self.aws.topics.told)
        self.runs = True
        try:
            self.aws.pager.page(event, after(self.second))
        except (Exception, Killed):  # noqa: BLE001 - as the machine's Catch of States.ALL
            self._tell_everybody(name)
            self._begin(name, tier + 1)
            return
        finally:
            self.runs = False
        self._check_page(incident, name, told)
        self.pages.update((name, tier, topic) for topic in self.aws.topics.told[told:])
        self.waiting[name] = (tier, event["token"])

    def _check_page(self, incident_id: str, name: str, told: int) -> None:
        """Hold that a page which did not fail went out, and none of an earlier round did."""
        before, self.failure_rate = self.failure_rate, 0.0
        incident = self.aws.table.load(incident_id)
        self.failure_rate = before
        assert incident is not None
        is_out = len(self.aws.topics.told) > told
        if name != incident.execution:
            assert not is_out
        elif incident.waits:
            assert is_out

    def _severity(self, name: str) -> Severity:
        return "critical" if self.aws.machines.started[name]["machine"].endswith("l") else "warning"

    def _tell_everybody(self, name: str) -> None:
        """Publish without code, which AWS tries again until it works."""
        self.aws.topics.published.append(("fallback", name))
        self.told_at.append(self.second)

    def _end_answered(self) -> None:
        for name, (_, token) in list(self.waiting.items()):
            if token in self.aws.machines.answered:
                del self.waiting[name]
                self.ended.add(name)
