"""A module of Terraform, for Grafana's own provider."""

from pathlib import PurePath

from tocsin.provisioning.exported import Exported, json_text


def terraform(exported: Exported) -> dict[str, str]:
    """Return a module that has the dashboards; whoever uses it configures the provider.

    https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/dashboard
    """
    boards = {
        _identifier(name): {
            "folder": "${grafana_folder.dashboards.uid}",
            "config_json": f'${{file("${{path.module}}/{name}")}}',
        }
        for name in exported.dashboards
    }
    module = {
        "terraform": {"required_providers": {"grafana": {"source": "grafana/grafana"}}},
        "resource": {
            "grafana_folder": {
                "dashboards": {"uid": exported.folder_uid, "title": _literal(exported.folder)}
            },
            "grafana_dashboard": boards,
        },
    }
    return {"main.tf.json": json_text(module), **exported.dashboards}


def _identifier(name: str) -> str:
    """Return the name of a resource: letters, digits, `_` and `-`, a letter first."""
    return f"board_{PurePath(name).stem}"


def _literal(text: str) -> str:
    """Return a text in which Terraform evaluates nothing."""
    return text.replace("${", "$${").replace("%{", "%%{")
