"""What is looked at, and by what."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from functions.restore_validation.aws import Aws
from functions.restore_validation.errors import log_failure
from functions.restore_validation.resource import Resource
from tocsin.restoration import Expectation, RestoreJob

_POLL_SECONDS = 10.0
_PATIENCE_SECONDS = 180.0
"""How long something may take from the end of its restore job until it can be used."""


class _HasState(Protocol):
    @property
    def state(self) -> str:
        """Its state."""


Facts = TypeVar("Facts", bound=_HasState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A restored data store that is to be looked at.

    Attributes:
        job: The restore job.
        expectation: What is expected.
        aws: What is asked.
    """

    job: RestoreJob
    expectation: Expectation
    aws: Aws

    @property
    def restored(self) -> Resource:
        """What was restored."""
        return Resource.of(self.job.created)

    def restored_facts(self, look: Callable[[Resource], Facts], ready: Collection[str]) -> Facts:
        """Look at what was restored until it can be used, or patience is at its end."""
        patience = min(_PATIENCE_SECONDS, self.aws.seconds_left)
        begun = self.aws.clock()
        while True:
            facts = look(self.restored)
            if facts.state in ready or self.aws.clock() - begun + _POLL_SECONDS > patience:
                return facts
            self.aws.sleep(_POLL_SECONDS)

    def source_facts(self, look: Callable[[Resource], Facts]) -> Facts | None:
        """Look at what was backed up; None if that cannot be done, as where it is lost."""
        try:
            return look(Resource.of(self.job.source))
        except Exception as error:
            log_failure("the source", error, self.job.id)
            return None

    def client(self, service: str, region: str | None = None) -> Any:
        """Return a client of a service."""
        return self.aws.client(service, region)

    def counted(self, pages: Iterable[Mapping[str, Any]], key: str, needed: int) -> int:
        """Return how many there are, or that there are enough.

        Raises:
            TimeoutError: Counting takes longer than the function may.
        """
        count = 0
        for page in pages:
            count += page[key]
            if count >= needed:
                break
            self.check_time()
        return count

    def check_time(self) -> None:
        """Let what is looked at end before the function does.

        Raises:
            TimeoutError: What is left is needed for the report.
        """
        if self.aws.seconds_left <= 0:
            raise TimeoutError
