"""What a machine does while nobody answers, rebuilt from its states alone.

https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tocsin.escalation.catching import caught, retries
from tocsin.escalation.fault import Fault

State = Mapping[str, Any]
_WAITING = ":states:::lambda:invoke.waitForTaskToken"
_PUBLISHING = ":states:::sns:publish"
_ENDS = ("Succeed", "Fail")
_LONGEST = 99_999_999
"""Seconds that a state may wait at most."""
_EXPRESSIONS = {
    "policy": "{% $policy %}",
    "token": "{% $states.context.Task.Token %}",
}
"""What the page function has to get, beside the number of the tier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A tier as the states page it.

    Attributes:
        state: The name of the state.
        tier: The number of the tier in the policy, from 0.
        at: How long after the begin of the machine.
        waits: How long it waits for an answer.
        function: The ARN of the function that pages, as the definition names it.
    """

    state: str
    tier: int
    at: timedelta
    waits: timedelta
    function: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a machine does while nobody answers.

    Attributes:
        steps: The tiers that it pages, in order.
        tells_everybody: When it tells everybody because nobody has answered, after its begin; None
            if it never does.
        faults: What keeps the states from doing what a policy asks of any machine.
        is_whole: Whether it could be followed to its end.
    """

    steps: tuple[Step, ...]
    tells_everybody: timedelta | None
    faults: tuple[Fault, ...]
    is_whole: bool


def course_of(
    definition: Mapping[str, Any], states: Mapping[str, State], is_fallback: Callable[[str], bool]
) -> Course:
    """Follow a machine from its first state, as if nobody ever answered.

    Args:
        definition: The machine's definition.
        states: Its states by name.
        is_fallback: Says whether a text names the topic that tells everybody.
    """
    walk = _Walk(states, is_fallback)
    is_whole = walk.follow(definition.get("StartAt"))
    return Course(
        steps=tuple(walk.steps),
        tells_everybody=walk.tells_everybody,
        faults=tuple(walk.faults),
        is_whole=is_whole,
    )


class _Walk:
    """Follows states; each is met once."""

    def __init__(self, states: Mapping[str, State], is_fallback: Callable[[str], bool]) -> None:
        self._states = states
        self._is_fallback = is_fallback
        self.steps: list[Step] = []
        self.faults: list[Fault] = []
        self.tells_everybody: timedelta | None = None
        self._at = timedelta(0)

    def follow(self, name: object) -> bool:
        """Follow the states from one on; say whether they come to an end."""
        met: set[str] = set()
        while isinstance(name, str) and name in self._states and name not in met:
            met.add(name)
            state = self._states[name]
            if state.get("Type") in _ENDS:
                return True
            following = self._next(name, state)
            if state.get("End") is True and following is None:
                return True
            name = following
        if isinstance(name, str) and name in met:
            self._fault(name, "leads back to itself", "let each tier lead to the next one")
        elif isinstance(name, str):
            self._fault(name, "does not exist, and another state leads to it", "add it")
        return False

    def _next(self, name: str, state: State) -> object:
        kind, resource = state.get("Type"), str(state.get("Resource", ""))
        if kind == "Pass":
            return state.get("Next")
        if kind == "Wait" and (waits := _length(state.get("Seconds"))) is not None:
            self._at += waits
            return state.get("Next")
        if kind == "Task" and resource.endswith(_WAITING):
            return self._tier(name, state)
        if kind == "Task" and resource.endswith(_PUBLISHING) and self._tells_everybody(state):
            self.tells_everybody = self._at
            return state.get("Next")
        what = f"is a {kind} that no policy asks for{f': {resource}' if resource else ''}"
        self._fault(name, what, "let the machine do what its policy says alone")
        return None

    def _tier(self, name: str, state: State) -> object:
        waits, arguments = _length(state.get("TimeoutSeconds")), _object(state.get("Arguments"))
        payload = _object(arguments.get("Payload"))
        tier = payload.get("tier")
        self.faults += self._faults_of_tier(name, state, payload)
        if waits is None or not isinstance(tier, int) or isinstance(tier, bool):
            return None
        self.steps.append(
            Step(
                state=name,
                tier=tier,
                at=self._at,
                waits=waits,
                function=str(arguments.get("FunctionName", "")),
            )
        )
        self._at += waits
        return caught(state, "States.Timeout")

    def _faults_of_tier(self, name: str, state: State, payload: State) -> Iterator[Fault]:
        if _length(state.get("TimeoutSeconds")) is None:
            what = "has no TimeoutSeconds in numbers: it may wait for an answer for years"
            yield Fault(state=name, what=what, fix="write how long this tier has to answer")
        if "HeartbeatSeconds" in state or "HeartbeatSecondsPath" in state:
            what = "has a heartbeat that nothing sends: its time is over sooner than its policy's"
            yield Fault(state=name, what=what, fix="remove the heartbeat")
        if retries(state, "States.Timeout"):
            what = "tries again when its time is over: the next tier waits several times as long"
            yield Fault(state=name, what=what, fix="retry errors of AWS Lambda alone")
        if not isinstance(payload.get("tier"), int):
            what = f"does not tell the page function its tier: {payload.get('tier')!r}"
            yield Fault(state=name, what=what, fix="give the number of the tier, from 0")
        for key, expression in _EXPRESSIONS.items():
            if payload.get(key) != expression:
                what = f"gives the page function {payload.get(key)!r} as {key}"
                yield Fault(state=name, what=what, fix=f"give {expression}")
        yield from self._faults_of_ways(name, state)

    def _faults_of_ways(self, name: str, state: State) -> Iterator[Fault]:
        on_time = caught(state, "States.Timeout")
        if on_time is None:
            what = "has no Catch for States.Timeout: if nobody answers, nobody else is told"
            yield Fault(state=name, what=what, fix="catch it, and go on with the next tier")
        failed = self._states.get(caught(state, "Lambda.Unknown") or "")
        if failed is None:
            what = "has no Catch for States.ALL: if the page function fails, nobody is told"
            yield Fault(state=name, what=what, fix="catch it, and publish to the fallback topic")
        elif not self._tells_everybody(failed):
            what = "tells nobody at once if the page function fails"
            yield Fault(state=name, what=what, fix="publish to the fallback topic in between")
        elif failed.get("Next") != on_time:
            what = f"goes on with {failed.get('Next')!r} after a page that failed, and else with "
            fix = "let both lead to the next tier"
            yield Fault(state=name, what=f"{what}{on_time!r}", fix=fix)
        answered = self._states.get(str(state.get("Next")))
        if answered is not None and answered.get("Type") not in (*_ENDS, "Pass"):
            what = "goes on with other work after somebody has answered"
            yield Fault(state=name, what=what, fix="let it end there")

    def _tells_everybody(self, state: State) -> bool:
        topic = _object(state.get("Arguments")).get("TopicArn")
        is_publishing = str(state.get("Resource", "")).endswith(_PUBLISHING)
        return is_publishing and isinstance(topic, str) and self._is_fallback(topic)

    def _fault(self, state: str, what: str, fix: str) -> None:
        self.faults.append(Fault(state=state, what=what, fix=fix))


def _object(value: object) -> State:
    return value if isinstance(value, dict) else {}


def _length(value: object) -> timedelta | None:
    """Return a length of time that stands as a number of seconds."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return timedelta(seconds=value) if 0 <= value <= _LONGEST else None
