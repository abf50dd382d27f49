"""What keeps incidents in one Region, and pages people one after the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.on_call import SEVERITIES, Severity
from tocsin.plan.specs.alerting import SubscriptionSpec

INCIDENT_NAMESPACE = "Tocsin/Incidents"
HOLIDAYS_METRIC = "HolidaysKnownFor"
"""Days until the holidays of the business days run out, published with each digest."""

PROBE_METRIC = "ProbeArrived"
"""Published each time that the notification of a probe became a page; its silence alarms."""

SWEEP_MINUTES = 5
"""Minutes between two looks at open incidents, each with a probe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactTopicSpec:
    """A topic by which functions and machines reach a contact, or everybody.

    Attributes:
        contact: The contact's name; empty for nobody by name.
        name: The topic's name.
        arn: Its Amazon Resource Name.
        display_name: Who mails and texts are from; at most 100 characters.
        dead_letter_queue: Name of the queue that keeps what a subscription could not deliver.
        subscriptions: In which ways it reaches them.
    """

    contact: str
    name: str
    arn: str
    display_name: str
    dead_letter_queue: str
    subscriptions: tuple[SubscriptionSpec, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatTopicSpec:
    """A topic by which chats are shown incidents of a severity, with a button that answers them.

    Attributes:
        severity: Of which incidents.
        name: The topic's name.
        arn: Its Amazon Resource Name.
    """

    severity: Severity
    name: str
    arn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeSpec:
    """The topic from which probes go the way of a notification.

    Attributes:
        name: The topic's name.
        arn: Its Amazon Resource Name.
    """

    name: str
    arn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineSpec:
    """The machine that pages about incidents of a severity.

    Attributes:
        severity: Which incidents.
        name: The machine's name.
        arn: Its Amazon Resource Name.
        definition: In Amazon States Language.
        paged: The contacts that it may ever page, each with the seconds after which it does first.
        tiers: What it does after how many seconds: the contacts and rotations that it then pages.
        everybody_after: Seconds after which everybody is told, if nobody answers.
    """

    severity: Severity
    name: str
    arn: str
    definition: Mapping[str, Any]
    paged: tuple[tuple[str, int], ...]
    tiers: tuple[tuple[int, tuple[str, ...]], ...]
    everybody_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSpec:
    """What tells at the begin of a business day what was gathered of a severity.

    Attributes:
        severity: Of which notifications are gathered.
        schedule: The name of the schedule.
        readers: The contacts who read it, by topics of their own.
        expression: When it is run: cron(...) of AWS.
        time_zone: Whose clocks that reads.
        event: What the function is sent: the policy as data.
        has_holidays: Whether holidays are known, up to some day.
    """

    severity: Severity
    schedule: str
    readers: tuple[str, ...]
    expression: str
    time_zone: str
    event: Mapping[str, Any]
    has_holidays: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionSpec:
    """A function of incidents.

    Attributes:
        id: What it does, in a word: the name of its module.
        name: The function's name.
        arn: Its Amazon Resource Name.
        description: What it does.
        timeout: Seconds that it may take.
        environment: What it is told.
        most_at_once: How many of it run at once at most; None where nothing limits it.
    """

    id: str
    name: str
    arn: str
    description: str
    timeout: int
    environment: Mapping[str, str]
    most_at_once: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueSpec:
    """A queue that a function reads, and the queue of what it could not take.

    Attributes:
        name: The queue's name.
        arn: Its Amazon Resource Name.
        dead_letter_queue: Name of the other queue.
        function: The id of the function that reads it.
        visibility: Seconds for which a message that is being read is hidden from other readers.
        delay: Seconds after which a message can be read.
    """

    name: str
    arn: str
    dead_letter_queue: str
    function: str
    visibility: int
    delay: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsSpec:
    """Everything that keeps incidents in one Region, and pages people.

    Attributes:
        region: Where it is.
        table: The name of the table of incidents.
        fallback: The topic of everybody whom any policy names.
        contacts: The topics of those whom machines page, by the contacts' names.
        machines: One for each severity whose policy pages people, most urgent first.
        digests: One for each severity whose policy has a digest that people read.
        probe: The topic of probes, which nobody but the queue hears.
        queue: Hears the topics of these severities, and that of probes.
        deadline: Hears that critical alarms begin, by another way, and lets a function look later
            whether somebody was paged; None where no machine pages about critical incidents.
        functions: In the order in which a notification meets them.
        link_key: Name of the key that signs links by which pages are answered; empty where there
            are none.
        chats: The topics of chats that can answer pages, one for each severity.
    """

    region: str
    table: str
    fallback: ContactTopicSpec
    contacts: tuple[ContactTopicSpec, ...]
    machines: tuple[MachineSpec, ...]
    digests: tuple[DigestSpec, ...]
    probe: ProbeSpec
    queue: QueueSpec
    deadline: QueueSpec | None
    functions: tuple[FunctionSpec, ...]
    link_key: str = ""
    chats: tuple[ChatTopicSpec, ...] = ()

    @property
    def topics(self) -> tuple[ContactTopicSpec, ...]:
        """All its topics of people, that of everybody first."""
        return (self.fallback, *self.contacts)

    @property
    def heard(self) -> tuple[Severity, ...]:
        """The severities whose topics it hears, most urgent first."""
        found = {*(each.severity for each in self.machines)}
        found |= {each.severity for each in self.digests}
        return tuple(each for each in SEVERITIES if each in found)

    @property
    def names(self) -> Iterator[tuple[str, str]]:
        """The kind and the name of everything that it names."""
        yield "table", self.table
        yield from (("topic", each.name) for each in self.topics)
        yield "topic", self.probe.name
        yield from (("topic", each.name) for each in self.chats)
        for name in dict.fromkeys(each.dead_letter_queue for each in self.topics):
            yield "queue", name
        for queue in (self.queue, *([self.deadline] if self.deadline else [])):
            yield "queue", queue.name
            yield "queue", queue.dead_letter_queue
        yield from (("machine", each.name) for each in self.machines)
        yield from (("schedule", each.schedule) for each in self.digests)
        yield from (("function", each.name) for each in self.functions)

    def function(self, function_id: str) -> FunctionSpec:
        """Return one of its functions."""
        return next(each for each in self.functions if each.id == function_id)
