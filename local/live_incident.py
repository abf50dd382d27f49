"""An incident that a drill follows: whom it pages, and what they read."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from textwrap import shorten

from local.live_policy import LivePolicy
from local.mailbox import Letter, first_of_each, read_letters
from local.patience import PATIENCE_SECONDS, wait_until
from local.timeline import Timeline
from tocsin.incidents import Incident
from tocsin.on_call import paging_tiers

_LONGEST_HEADLINE = 60


@dataclass(slots=True, kw_only=True)
class LiveIncident:
    """An incident as a drill follows it.

    Attributes:
        live: The policy by which it pages.
        timeline: Gets what people read.
        id: Its id.
    """

    live: LivePolicy
    timeline: Timeline
    id: str
    _shown: set[str] = field(default_factory=set)

    @classmethod
    def about(cls, live: LivePolicy, alarms: Collection[str], timeline: Timeline) -> "LiveIncident":
        """Return the incident of alarms, as soon as it is open.

        Raises:
            LocalError: None is opened in time.
        """
        what = f"no incident about {' or '.join(alarms)} was opened"
        found = wait_until(lambda: live.open_about(alarms), what)
        timeline.happened(f"incident {found.id} is open", found.opened.timestamp())
        return cls(live=live, timeline=timeline, id=found.id)

    @property
    def now(self) -> Incident:
        """The incident as it is now."""
        return self.live.incident(self.id)

    def wait_for_tier(self, number: int, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until whoever is on call for a tier has read of it, or somebody has answered.

        Raises:
            LocalError: It does not happen in time.
        """
        what = f"nobody of tier {number + 1} of incident {self.id} was paged"
        wait_until(lambda: self.tell() and self._has_paged(number), what, seconds)

    def wait_for_first_tier(self) -> None:
        """Wait until whoever is on call first has read of it, or somebody has answered.

        Raises:
            LocalError: It does not happen in time.
        """
        policy = self.live.policy
        first = paging_tiers(policy)[0]
        after = policy.tiers[first].after.total_seconds()
        self.wait_for_tier(first, PATIENCE_SECONDS + after)

    def wait_until_over(self) -> None:
        """Wait until the incident is over, its machine has ended, and all who were paged know it.

        Raises:
            LocalError: It does not happen in time.
        """
        what = f"incident {self.id} was not over, or somebody was not told so"
        wait_until(lambda: self.tell() and self._is_known_to_be_over(), what)
        self.wait_for_the_machine()
        self.timeline.happened("the incident is over, and its machine has ended")

    def wait_for_the_machine(self) -> None:
        """Wait until its machine has ended well.

        Raises:
            LocalError: It does not end in time, or not well.
        """
        what = f"the machine of incident {self.id} did not end well"
        wait_until(lambda: self.live.outcome(self.now) == "SUCCEEDED", what)

    def wait_for_an_answer(self) -> None:
        """Wait until somebody has answered, it is over, or everybody has been told.

        Raises:
            LocalError: Nothing of that happens long after the last tier.
        """
        policy = self.live.policy
        longest = (policy.tiers[-1].after + policy.last_wait).total_seconds()
        what = f"nobody answered for incident {self.id}, and everybody was not told"
        wait_until(lambda: self.tell() and self._is_answered(), what, longest + PATIENCE_SECONDS)
        self.tell()

    def tell(self) -> bool:
        """Tell what people have read since; always true."""
        for each in self._letters():
            if each.publication not in self._shown:
                self._shown.add(each.publication)
                who, is_over = self.live.who_is(each.topic), each.headline.startswith("OVER")
                how = "is told" if is_over else "is paged"
                headline = shorten(each.headline, _LONGEST_HEADLINE, placeholder="…")
                self.timeline.happened(f"{who} {how}: {headline}", each.at)
        return True

    def _letters(self) -> list[Letter]:
        about = (each for each in read_letters(self.live.endpoint.mail()) if self.id in each.text)
        return first_of_each(about)

    def _has_paged(self, number: int) -> bool:
        now = self.now
        kinds = Counter(each.kind for each in now.timeline)
        is_out = kinds["paged"] == kinds["handed over"] + kinds["failed"]
        return not now.waits or (now.tier is not None and now.tier >= number and is_out)

    def _is_answered(self) -> bool:
        now = self.now
        if now.acknowledged_by:
            self.timeline.happened(f"{now.acknowledged_by} looks after it; nobody else is paged")
        return not now.waits or any(each.kind == "unanswered" for each in now.timeline)

    def _is_known_to_be_over(self) -> bool:
        now = self.now
        if now.closed is None:
            return False
        closed = now.closed.timestamp()
        told = {each.topic for each in self._letters() if each.at >= closed}
        return told.issuperset(now.told.values())
