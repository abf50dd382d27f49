"""Files that others read: what their documentation names, and nothing else."""

import json
import re
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml

from tocsin.provisioning import FORMATS, Exported
from tocsin.publishing import default_data_sources

BOARDS = {
    f"{name}.json": json.dumps({"uid": f"shop-prod-{name}", "title": name, "panels": []})
    for name in ("overview", "checkout-2")
}
SHOP = Exported(
    name="shop-prod",
    folder="Shop: ${prod} # “live”",
    folder_uid="tocsin-shop-prod",
    dashboards=BOARDS,
    data_sources=default_data_sources("eu-west-1"),
)

PROVIDER = {
    "name": str,
    "orgId": int,
    "folder": str,
    "folderUid": str,
    "type": str,
    "disableDeletion": bool,
    "updateIntervalSeconds": int,
    "allowUiUpdates": bool,
    "options": dict,
}
"""https://grafana.com/docs/grafana/latest/administration/provisioning/#dashboards"""

DATA_SOURCE = {
    "name": str,
    "type": str,
    "access": str,
    "orgId": int,
    "uid": str,
    "url": str,
    "isDefault": bool,
    "jsonData": dict,
    "secureJsonData": dict,
    "version": int,
    "editable": bool,
}
"""https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources"""


def _documented(found: dict[str, Any], keys: dict[str, type]) -> bool:
    return all(isinstance(value, keys[key]) for key, value in found.items())


@pytest.mark.parametrize("reader", FORMATS)
def test_the_same_is_exported_each_time(reader: str) -> None:
    """Byte for byte, each file ending in a newline, none outside of the folder."""
    first, second = FORMATS[reader](SHOP), FORMATS[reader](SHOP)

    assert first == second
    assert not any(".." in PurePosixPath(name).parts or name[0] == "/" for name in first)
    assert {name for name, text in first.items() if name.endswith("yaml")} <= {
        name for name, text in first.items() if text.endswith("\n")
    }


def test_grafana_reads_the_files_that_it_is_told_of() -> None:
    """The provider names a folder; on the server it is where `--server-path` says."""
    files = FORMATS["provisioning"](SHOP)
    document = yaml.safe_load(files["provisioning/dashboards/shop-prod.yaml"])
    (provider,) = document["providers"]

    assert (document["apiVersion"], set(document)) == (1, {"apiVersion", "providers"})
    assert _documented(provider, PROVIDER)
    assert provider["type"] == "file"
    assert (provider["folder"], provider["folderUid"]) == (SHOP.folder, "tocsin-shop-prod")
    assert provider["options"] == {"path": "/var/lib/grafana/dashboards/shop-prod"}
    assert {name: files[f"dashboards/shop-prod/{name}"] for name in BOARDS} == BOARDS


def test_data_sources_are_provisioned_where_that_is_asked_for() -> None:
    """The same that publishing makes."""
    files = FORMATS["provisioning"](SHOP)
    document = yaml.safe_load(files["provisioning/datasources/shop-prod.yaml"])

    assert document["apiVersion"] == 1
    assert all(_documented(each, DATA_SOURCE) for each in document["datasources"])
    assert [(each["type"], each["uid"]) for each in document["datasources"]] == [
        ("cloudwatch", "tocsin-cloudwatch"),
        ("grafana-x-ray-datasource", "tocsin-xray"),
    ]
    without = Exported(name="a", folder="a", folder_uid="a", dashboards=BOARDS, server_path="/srv")
    assert "provisioning/datasources/a.yaml" not in FORMATS["provisioning"](without)
    assert "path: /srv" in FORMATS["provisioning"](without)["provisioning/dashboards/a.yaml"]


def test_git_sync_reads_resources() -> None:
    """As its documentation shows them: the classic dashboard is the spec, its uid the name.

    https://grafana.com/docs/grafana/latest/as-code/observability-as-code/git-sync/export-resources/
    """
    files = {name: json.loads(text) for name, text in FORMATS["git-sync"](SHOP).items()}

    assert files.pop("shop-prod/_folder.json") == {
        "apiVersion": "folder.grafana.app/v1beta1",
        "kind": "Folder",
        "metadata": {"name": "tocsin-shop-prod"},
        "spec": {"title": SHOP.folder},
    }
    assert files == {
        f"shop-prod/{name}": {
            "apiVersion": "dashboard.grafana.app/v1",
            "kind": "Dashboard",
            "metadata": {"name": json.loads(text)["uid"]},
            "spec": json.loads(text),
        }
        for name, text in BOARDS.items()
    }


def test_terraform_reads_a_module() -> None:
    """Each dashboard is in the folder, out of a file beside the module."""
    files = FORMATS["terraform"](SHOP)
    module = json.loads(files.pop("main.tf.json"))
    boards = module["resource"]["grafana_dashboard"]
    named = {re.fullmatch(r'\$\{file\("\$\{path\.module\}/(.+)"\)\}', each["config_json"])[1]  # type: ignore[index]
             for each in boards.values()}  # fmt: skip

    assert files == BOARDS
    assert named == set(BOARDS)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", name) for name in boards)
    assert {each["folder"] for each in boards.values()} == {"${grafana_folder.dashboards.uid}"}
    folder = module["resource"]["grafana_folder"]["dashboards"]
    assert folder == {"uid": "tocsin-shop-prod", "title": "Shop: $${prod} # “live”"}
