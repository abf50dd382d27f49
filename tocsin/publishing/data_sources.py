"""Data sources that dashboards read, made where Grafana has none of their kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.publishing.connection import Connection
from tocsin.publishing.outcome import Action, Outcome

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


def look_at_data_sources(
    grafana: Connection, wanted: Iterable[DataSource]
) -> Iterator[tuple[DataSource, Outcome]]:
    """Yield what is to be done with each: those are made of whose kind Grafana has no other.

    One that is there is not changed: dashboards let whoever looks at them choose.
    """
    wanted = tuple(wanted)
    kept = (grafana.get("/api/datasources") or ()) if wanted else ()
    for each in wanted:
        action, why = _action(grafana, each, kept)
        outcome = Outcome(action=action, thing="data source", name=each.name, uid=each.uid, why=why)
        yield each, outcome


def make_data_source(grafana: Connection, source: DataSource) -> None:
    """Have Grafana make a data source."""
    grafana.send("POST", "/api/datasources", source.body)


def _action(
    grafana: Connection, source: DataSource, kept: Sequence[Mapping[str, Any]]
) -> tuple[Action, str]:
    for one in kept:
        if one.get("type") == source.type:
            return "keep", f"{one.get('name')} is there"
    if any(one.get("name") == source.name for one in kept):
        return "leave", "a data source of another kind has its name"
    if source.type != CLOUDWATCH and not _is_installed(grafana, source.type):
        return "leave", f"the plugin {source.type} is not installed"
    return "create", ""


def _is_installed(grafana: Connection, plugin: str) -> bool:
    return grafana.get(f"/api/plugins/{plugin}/settings") is not None
