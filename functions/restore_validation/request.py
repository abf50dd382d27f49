"""What the function is invoked with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.restoration import COMPLETED, Expectation, RestoreJob


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A restore job that ended, and what is expected of what it restored.

    It is what the target of a rule sends, by an input transformer:
    `{"detail": <detail>, "system": "shop", "stage": "prod", "expectations": [{...}]}`, where
    `detail` is that of the event Restore Job State Change, and each expectation what
    `Expectation.document` gives. Exactly one rule sends a job.

    Attributes:
        job_id: The restore job's id.
        is_completed: Whether the event says that it completed.
        source: The Amazon Resource Name of what was backed up, as the event has it.
        system: The system's name.
        stage: The stage's name.
        expectations: As they came: one that cannot be read must not keep the report away.
    """

    job_id: str
    is_completed: bool
    source: str
    system: str
    stage: str
    expectations: Any

    @classmethod
    def read(cls, event: Mapping[str, Any]) -> "Request":
        """Read what the function is invoked with.

        Raises:
            LookupError: It names no restore job, so that nothing can be said of it.
        """
        detail = event["detail"]
        return cls(
            job_id=detail["restoreJobId"],
            is_completed=detail.get("status") == COMPLETED,
            source=detail.get("sourceResourceArn", ""),
            system=event.get("system", ""),
            stage=event.get("stage", ""),
            expectations=event.get("expectations"),
        )

    def expectation_of(self, job: RestoreJob) -> Expectation | None:
        """Return what is expected of what a job restored; None if nothing is.

        Raises:
            ValueError: What is said of it cannot be read, or is said twice.
        """
        documents = [each for each in self._documents() if each.get("arn") == job.source]
        if len(documents) > 1:
            raise ValueError("two expectations of one data store")
        return Expectation.read(documents[0]) if documents else None

    def name_of(self, job: RestoreJob | None) -> str | None:
        """Return what the viewpoint calls what was backed up; None if it does not know it."""
        source = job.source if job else self.source
        names = (each.get("name") for each in self._documents() if each.get("arn") == source)
        return next((name for name in names if isinstance(name, str) and name), None)

    def _documents(self) -> Iterator[Mapping[str, Any]]:
        if isinstance(self.expectations, list):
            yield from (each for each in self.expectations if isinstance(each, dict))
