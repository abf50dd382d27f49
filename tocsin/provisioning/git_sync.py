"""Files that Git Sync brings into Grafana out of a repository."""

import json

from tocsin.provisioning.exported import Exported, json_text


def git_sync(exported: Exported) -> dict[str, str]:
    """Return a folder for the path of a repository that Git Sync reads.

    Each dashboard is a resource as Grafana 13 has them: the classic dashboard is its `spec`, and
    the identity its name. The folder has one, too, so that links to it go on working.
    https://grafana.com/docs/grafana/latest/as-code/observability-as-code/git-sync/export-resources/
    """
    found = {
        f"{exported.name}/{name}": json_text(_resource(text))
        for name, text in exported.dashboards.items()
    }
    folder = {
        "apiVersion": "folder.grafana.app/v1beta1",
        "kind": "Folder",
        "metadata": {"name": exported.folder_uid},
        "spec": {"title": exported.folder},
    }
    return {f"{exported.name}/_folder.json": json_text(folder), **found}


def _resource(text: str) -> dict[str, object]:
    dashboard = json.loads(text)
    return {
        "apiVersion": "dashboard.grafana.app/v1",
        "kind": "Dashboard",
        "metadata": {"name": dashboard["uid"]},
        "spec": dashboard,
    }
