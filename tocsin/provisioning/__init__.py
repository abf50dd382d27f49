"""Dashboards as files, for whatever brings files into Grafana."""

from collections.abc import Callable, Mapping

from tocsin.provisioning.exported import Exported
from tocsin.provisioning.file_provisioning import file_provisioning
from tocsin.provisioning.git_sync import git_sync
from tocsin.provisioning.terraform import terraform

FORMATS: Mapping[str, Callable[[Exported], dict[str, str]]] = {
    "provisioning": file_provisioning,
    "git-sync": git_sync,
    "terraform": terraform,
}
"""What returns the text of each file by its path, by what reads the files."""

__all__ = ["FORMATS", "Exported"]
