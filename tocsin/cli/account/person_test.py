"""Pages one person in earnest, and nobody else: without alarm, topic of a severity, or machine."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from time import sleep
from typing import Final

from tocsin.aws import TrialPage
from tocsin.cli.account import on_call_stage
from tocsin.cli.account.on_call_stage import OnCallStage, asking, paged_persons
from tocsin.cli.account.topic_name import topic_arn
from tocsin.cli.terminal import about, refuse
from tocsin.diagnostics import did_you_mean, quoted
from tocsin.incidents import PAGE_TEST, Entry, Incident, Notice, noticed, resolved
from tocsin.on_call import Policy, Severity, Tier, policy_document
from tocsin.plan import qualified

_BETWEEN: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTest:
    """A test of whether one person is reached, and knows how to answer.

    An incident of its own is written into the table, and the function that pages in earnest is
    handed a policy of one tier for that person. No machine waits, so that nobody is paged next.

    Attributes:
        place: The stage.
        severity: How urgent the page says that it is.
        person: Who is paged.
        tell: Told of each thing that happens.
    """

    place: OnCallStage
    severity: Severity
    person: str
    tell: Callable[[Entry], None]

    def check(self) -> None:
        """Refuse who has no topic.

        Raises:
            typer.Exit: No policy pages them.
        """
        persons = paged_persons(self.place.viewpoint, self.place.name)
        known = dict.fromkeys(each for of_severity in persons.values() for each in of_severity)
        if self.person not in known:
            what = f"{quoted(self.person)} is nobody whom a policy of {self.place.name} pages"
            fix = did_you_mean(self.person, known)
            raise refuse([about("--to", "option/not-paged", what, fix)])

    def run(self, wait: timedelta) -> Incident:
        """Open the incident, page, follow what happens, and end it, whatever happens.

        Args:
            wait: How long to wait for an answer.

        Returns:
            The incident as it was when somebody answered, or when the wait was over.

        Raises:
            typer.Exit: AWS failed.
        """
        incident = self._opened()
        with asking():
            self.place.incidents.begin(incident)
        try:
            with asking():
                self._function.send(self._event(incident))
            return self._followed(incident, wait)
        finally:
            by, at = self.place.caller.name, on_call_stage.now()
            self.place.change(incident, lambda each: resolved(each, by, at, "The test is over."))

    def _followed(self, incident: Incident, wait: timedelta) -> Incident:
        """Tell what happens until somebody has answered or the wait is over."""
        seen = replace(incident, timeline=())
        for _ in range(max(1, wait // _BETWEEN)):
            with asking():
                found = self.place.incidents.load(incident.id) or seen
            for entry in found.timeline[len(seen.timeline) :]:
                self.tell(entry)
            seen = found
            if not seen.waits:
                break
            sleep(_BETWEEN.total_seconds())
        return seen

    def _opened(self) -> Incident:
        by = self.place.caller.name
        notice = Notice(
            subject=f"page-test --to {self.person}",
            state="ALARM",
            at=self.place.now,
            severity=self.severity,
            service=PAGE_TEST,
            summary=f"A test by {by}: nothing is wrong. Answer it.",
            text="Nothing is wrong, and nothing is to do but to acknowledge it.",
        )
        opened = noticed(None, notice, self.place.now).incident
        assert opened is not None
        return opened

    @property
    def _function(self) -> TrialPage:
        place = self.place
        name = qualified(place.viewpoint.system, place.name, "incident-page")
        return TrialPage(session=place.session, region=place.region, function=name)

    def _event(self, incident: Incident) -> dict[str, object]:
        """Return what a machine hands to the function; without a token, nothing waits for it."""
        place = self.place
        policy = Policy(
            system=place.viewpoint.system,
            stage=place.name,
            severity=self.severity,
            topic=topic_arn(place, self.severity),
            fallback=topic_arn(place, "fallback"),
            tiers=(Tier(recipients=(self.person,), kind="page"),),
            contacts={self.person: topic_arn(place, "contact", self.person)},
        )
        return {
            "incident": incident.id,
            "tier": 0,
            "policy": policy_document(policy),
            "token": "",
            "execution": incident.execution,
        }
