"""What CloudFormation asks of the function."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Request:
    """What CloudFormation asks of the function.

    Attributes:
        kind: `Create`, `Update` or `Delete`.
        system: Whose dashboards.
        stage: Of which of its stages.
        workspace: Id of the workspace.
        region: Where that is.
        folder: Title of the folder of the dashboards.
        adopt: Whether dashboards of others are taken over.
        data_sources: Whether data sources are made; the Region that they read, or empty.
        physical_id: By which CloudFormation knows what was made; empty where nothing was.
    """

    kind: str
    system: str
    stage: str
    workspace: str
    region: str
    folder: str
    adopt: bool
    data_sources: str
    physical_id: str

    @classmethod
    def read(cls, event: dict[str, Any]) -> "Request":
        """Return what an event asks."""
        properties = event["ResourceProperties"]
        return cls(
            kind=event["RequestType"],
            system=properties["System"],
            stage=properties["Stage"],
            workspace=properties["Workspace"],
            region=properties["WorkspaceRegion"],
            folder=properties["Folder"],
            adopt=properties["Adopt"] == "true",
            data_sources=properties["DataSources"],
            physical_id=event.get("PhysicalResourceId", ""),
        )

    @property
    def is_of_something_made(self) -> bool:
        """Whether what is to be deleted was ever made: CloudFormation makes ids up where not."""
        return self.physical_id == physical_id_of(
            {"Workspace": self.workspace, "System": self.system, "Stage": self.stage}
        )


def physical_id_of(properties: dict[str, Any]) -> str:
    """Return by what CloudFormation knows dashboards of a stage: another one is another thing.

    The folder is not in it: that it is called otherwise is a change, and whatever is replaced is
    deleted by the tag of its stage, which the new one has too.
    """
    return f"{properties['Workspace']}/{properties['System']}/{properties['Stage']}"
