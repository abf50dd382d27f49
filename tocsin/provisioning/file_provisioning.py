"""Files that a Grafana of one's own reads when it starts, and again when they change."""

import yaml

from tocsin.provisioning.exported import Exported

_READ_EVERY_SECONDS = 30


def file_provisioning(exported: Exported) -> dict[str, str]:
    """Return the folder `provisioning` of Grafana, and the dashboards that it names.

    https://grafana.com/docs/grafana/latest/administration/provisioning/
    """
    found = {
        f"dashboards/{exported.name}/{name}": text for name, text in exported.dashboards.items()
    }
    found[f"provisioning/dashboards/{exported.name}.yaml"] = _written(_providers(exported))
    if exported.data_sources:
        found[f"provisioning/datasources/{exported.name}.yaml"] = _written(_data_sources(exported))
    return found


def _providers(exported: Exported) -> dict[str, object]:
    provider = {
        "name": exported.name,
        "folder": exported.folder,
        "folderUid": exported.folder_uid,
        "type": "file",
        # What is gone from the files is gone from Grafana.
        "disableDeletion": False,
        "allowUiUpdates": False,
        "updateIntervalSeconds": _READ_EVERY_SECONDS,
        "options": {"path": exported.server_path or f"/var/lib/grafana/dashboards/{exported.name}"},
    }
    return {"apiVersion": 1, "providers": [provider]}


def _data_sources(exported: Exported) -> dict[str, object]:
    found = [{**each.body, "editable": False} for each in exported.data_sources]
    return {"apiVersion": 1, "datasources": found}


def _written(document: dict[str, object]) -> str:
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True)
