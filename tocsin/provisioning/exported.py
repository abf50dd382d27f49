"""What is exported."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.diagnostics import printable_json
from tocsin.publishing import DataSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What is exported.

    Attributes:
        name: Of the stage, as `shop-prod`: what files are called that have no other name.
        folder: Title of the folder of the dashboards.
        folder_uid: Its identity.
        dashboards: The text of each by the name of its file.
        data_sources: Those that are provisioned, too.
        server_path: Where Grafana finds the files; None for the usual place.
    """

    name: str
    folder: str
    folder_uid: str
    dashboards: Mapping[str, str]
    data_sources: tuple[DataSource, ...] = ()
    server_path: str | None = None


def json_text(document: object) -> str:
    """Return a document as the text of a file: the same for the same document."""
    return printable_json(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
