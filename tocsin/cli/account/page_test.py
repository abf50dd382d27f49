"""Follows a page from a test alarm to whoever answers it, and leaves nothing behind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from time import sleep
from typing import Final

from tocsin.aws import TrialAlarm
from tocsin.cli.account.on_call_stage import OnCallStage, asking
from tocsin.cli.account.topic_name import topic_arn
from tocsin.incidents import PAGE_TEST, Entry, Incident
from tocsin.on_call import Severity
from tocsin.plan import qualified

_BETWEEN: Final = timedelta(seconds=5)
_UNTIL_OVER: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTest:
    """A test of the way of a page.

    Attributes:
        place: The stage.
        severity: The severity whose policy pages.
        tell: Told of each thing that happens.
    """

    place: OnCallStage
    severity: Severity
    tell: Callable[[Entry], None]

    @property
    def alarm(self) -> TrialAlarm:
        """The alarm that fires."""
        place = self.place
        return TrialAlarm(
            session=place.session,
            region=place.region,
            name=qualified(place.viewpoint.system, place.name, "page-test"),
            topic=topic_arn(place, self.severity),
            description=(
                f"A test of the page by {place.caller.name}: nothing is wrong. Answer it.\n\n"
                f"Severity: {self.severity} · Service: {PAGE_TEST}"
            ),
        )

    def run(self, wait: timedelta) -> Incident | None:
        """Fire the alarm, follow what happens, and clean up, whatever happens.

        Args:
            wait: How long to wait for an answer.

        Returns:
            The incident as it was when somebody answered, or when the wait was over; None if the
            alarm opened none.

        Raises:
            typer.Exit: AWS failed.
        """
        before = self._last()
        alarm = self.alarm
        with asking():
            alarm.make()
        try:
            with asking():
                alarm.fire()
            return self._followed(before, wait, lambda each: not each.waits)
        finally:
            self._clean_up(alarm)

    def _clean_up(self, alarm: TrialAlarm) -> None:
        """End the incident by its alarm, and delete the alarm also if that cannot be seen."""
        try:
            last = self._last()
            with asking():
                alarm.calm()
            if last is not None and not last.is_over:
                self._followed(last, _UNTIL_OVER, lambda each: each.is_over)
        finally:
            with asking():
                alarm.delete()

    def _followed(
        self, before: Incident | None, wait: timedelta, is_done: Callable[[Incident], bool]
    ) -> Incident | None:
        """Tell what happens since *before*, until something has happened or the wait is over."""
        seen = before
        for _ in range(max(1, wait // _BETWEEN)):
            found = self._last()
            if found is not None and found != before:
                for entry in _new(seen, found):
                    self.tell(entry)
                seen = found
                if is_done(found):
                    break
            sleep(_BETWEEN.total_seconds())
        return None if seen == before else seen

    def _last(self) -> Incident | None:
        with asking():
            return self.place.incidents.last_of(PAGE_TEST)


def _new(before: Incident | None, after: Incident) -> Iterator[Entry]:
    known = len(before.timeline) if before is not None and before.id == after.id else 0
    yield from after.timeline[known:]
