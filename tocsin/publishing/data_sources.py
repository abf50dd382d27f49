"""Data sources that dashboards read, made where Grafana has none of their kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tocsin.publishing.connection import Connection
from tocsin.publishing.outcome import Outcome

CLOUDWATCH = "cloudwatch"
XRAY = "grafana-x-ray-datasource"


@dataclass(frozen=True, kw_only=True)
class DataSource:
    """A data source of AWS.

    Attributes:
        type: Of the plugin that reads it.
        uid: Its identity.
        name: What people call it.
        region: The Region that it reads unless a panel names another.
        authentication: How Grafana signs in to AWS: `default`, as its software development kit
            does, or `ec2_iam_role`, by the role of a workspace.
    """

    type: str
    uid: str
    name: str
    region: str
    authentication: str = "default"

    @property
    def body(self) -> dict[str, Any]:
        """What Grafana is asked to make.

        https://grafana.com/docs/grafana/latest/developers/http_api/data_source/
        """
        return {
            "name": self.name,
            "type": self.type,
            "uid": self.uid,
            "access": "proxy",
            "jsonData": {"authType": self.authentication, "defaultRegion": self.region},
        }


def default_data_sources(region: str, *, authentication: str = "default") -> tuple[DataSource, ...]:
    """Return those of dashboards: CloudWatch, and X-Ray, whose plugin may not be installed."""
    named = ((CLOUDWATCH, "tocsin-cloudwatch", "CloudWatch"), (XRAY, "tocsin-xray", "X-Ray"))
    return tuple(
        DataSource(type=type_, uid=uid, name=name, region=region, authentication=authentication)
        for type_, uid, name in named
    )


def add_data_sources(
    grafana: Connection, wanted: Iterable[DataSource], *, dry: bool
) -> Iterator[Outcome]:
    """Make those of which Grafana has no other of the same kind, and yield what was done.

    One that is there is not changed: dashboards let whoever looks at them choose.
    """
    wanted = tuple(wanted)
    if not wanted:
        return
    kept = grafana.get("/api/datasources") or ()
    for each in wanted:
        outcome = {"thing": "data source", "name": each.name, "uid": each.uid}
        there = next((one for one in kept if one.get("type") == each.type), None)
        if there is not None:
            why = f"{there.get('name')} is there"
            yield Outcome(action="keep", why=why, **outcome)
        elif any(one.get("name") == each.name for one in kept):
            why = "a data source of another kind has its name"
            yield Outcome(action="leave", why=why, **outcome)
        elif each.type != CLOUDWATCH and not _is_installed(grafana, each.type):
            why = f"the plugin {each.type} is not installed"
            yield Outcome(action="leave", why=why, **outcome)
        else:
            if not dry:
                grafana.send("POST", "/api/datasources", each.body)
            yield Outcome(action="create", **outcome)


def _is_installed(grafana: Connection, plugin: str) -> bool:
    return grafana.get(f"/api/plugins/{plugin}/settings") is not None
