"""Where dashboards are looked at, and who brings them there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSpec:
    """A workspace of Amazon Managed Grafana into which a deployment brings the dashboards.

    Attributes:
        id: Its id; None for one that is made.
        region: Where it is.
        adopt: Whether dashboards of others with the same identity are taken over.
        data_sources: Whether data sources are made where there are none.
        sign_in: How people sign in to one that is made, as CloudFormation names the ways.
        function: Name of the function that publishes.
    """

    id: str | None
    region: str
    adopt: bool
    data_sources: bool
    sign_in: tuple[str, ...]
    function: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrafanaSpec:
    """Where dashboards are looked at.

    Attributes:
        url: Where it is reached; None where that is not said.
        folder: Title of the folder of the dashboards.
        workspace: Where a deployment publishes; None where it does not.
    """

    url: str | None
    folder: str
    workspace: WorkspaceSpec | None
