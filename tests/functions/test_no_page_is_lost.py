"""Whatever fails, comes twice or in another order: whoever has to know is told."""

from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.support.incident_world import SEVERITY_OF, World

services = st.sampled_from(["table", "topics", "machines"])
unreadable = st.sampled_from(
    ["", "{", "[]", '{"TopicArn": 1, "Message": null}', "null", "nobody can read it"]
)
alarms = st.sampled_from(sorted(SEVERITY_OF))


class NoPageIsLost(RuleBasedStateMachine):
    """Alarms fire and end, parts fail, and at the end everybody knows what they have to know."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(Random(0))  # noqa: S311 - no secret
        self.has_failed = False

    @rule(alarm=alarms, copies=st.integers(1, 3))
    def fire(self, alarm: str, copies: int) -> None:
        """An alarm fires, and is told of up to three times."""
        if self.world.alarms.get(alarm) != "ALARM":
            self.world.change(alarm, "ALARM", copies)

    @rule(alarm=alarms, copies=st.integers(1, 2))
    def end(self, alarm: str, copies: int) -> None:
        """An alarm is OK again."""
        if self.world.alarms.get(alarm) == "ALARM":
            self.world.change(alarm, "OK", copies)

    @rule(broken=st.frozensets(services), rate=st.sampled_from([0.2, 1.0]), seed=st.integers(0, 9))
    def break_parts(self, broken: frozenset[str], rate: float, seed: int) -> None:
        """Some calls of some services fail from now on, or none."""
        self.has_failed = self.has_failed or bool(broken)
        self.world.broken, self.world.failure_rate = broken, rate
        self.world.randomness = Random(seed)  # noqa: S311 - no secret

    @rule(calls=st.integers(0, 8))
    def kill(self, calls: int) -> None:
        """The function that runs next ends in the middle, without a word."""
        self.has_failed = True
        self.world.calls_left = calls

    @rule(body=unreadable)
    def send_unreadable(self, body: str) -> None:
        """Something is in the queue that is no notification of an alarm."""
        self.world.send_unreadable(body)

    @precondition(lambda self: self.world.queue)
    @rule(number=st.integers(0, 9))
    def take(self, number: int) -> None:
        """The function takes any message, not the first one."""
        self.world.take(number)

    @rule()
    def take_all(self) -> None:
        """The function takes what is there, each message once."""
        for _ in range(len(self.world.queue)):
            self.world.take(0)

    @rule()
    def run_machines(self) -> None:
        """Machines begin that were started."""
        self.world.run_machines()

    @rule()
    def time_out(self) -> None:
        """Nobody answers for some minutes."""
        self.world.time_out()

    @precondition(lambda self: self.world.incident)
    @rule()
    def acknowledge(self) -> None:
        """Somebody answers."""
        self.world.acknowledge()

    @invariant()
    def nobody_is_paged_twice_in_a_tier(self) -> None:
        """Unless something failed in between: then rather twice than not at all."""
        if not self.has_failed:
            assert max(self.world.pages.values(), default=0) <= 1

    def teardown(self) -> None:
        """Whoever has to know was told, and incidents say what alarms say."""
        self.world.settle()
        assert self.world.unheard_rounds() == []
        incident = self.world.incident
        if self.world.dead:
            # What no function could take is told by an alarm, which needs none of them.
            return
        assert all(map(self.world.incident_of, self.world.unreadable))
        firing = {name for name, state in self.world.alarms.items() if state == "ALARM"}
        assert firing == set(incident.firing if incident else ())
        if incident is not None:
            assert incident.is_over == (not firing)
            assert not incident.waits or incident.execution in self.world.aws.machines.started


TestNoPageIsLost = NoPageIsLost.TestCase
TestNoPageIsLost.settings = settings(max_examples=120, stateful_step_count=40)
