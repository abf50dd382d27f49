"""What keeps dashboards from being published, and what to do about it."""

from dataclasses import dataclass


@dataclass(eq=False)
class PublishingFailure(Exception):  # noqa: N818 - it names what happened, not a mistake
    """Something could not be published.

    Attributes:
        kind: The sort of failure, as `grafana/denied`.
        what: What happened.
        fix: What to do about it.
        where: What was asked, as `POST /api/folders`; `Grafana` for whatever was asked.
    """

    kind: str
    what: str
    fix: str
    where: str = "Grafana"

    def __str__(self) -> str:
        """Return it as one sentence, as CloudFormation shows it."""
        return f"{self.where}: {self.what}; {self.fix}"
