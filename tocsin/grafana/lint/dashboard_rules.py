"""Rules for a dashboard as a whole."""

import json
import re
from collections.abc import Iterator

from tocsin.grafana.foundation import dashboard_models
from tocsin.grafana.lint.document import Json, mapping, open_panels, strings, targets, text
from tocsin.grafana.lint.problem import Finding, Rule
from tocsin.grafana.sections import MOST_OPEN_PANELS

WHERE = "dashboard"

SCHEMA_VERSION = dashboard_models.Dashboard().schema_version
LARGEST = 1_000_000
MOST_QUERIES = 100
SHORTEST_REFRESH_SECONDS = 60

_UID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_DURATION = re.compile(r"(\d+)(ms|s|m|h|d|w)")
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_ACCOUNT = re.compile(r"(?<!\d)\d{12}(?!\d)")
_PLAIN_HTTP = re.compile(r"http://[^\s)\"']+")


def _uid(dashboard: Json) -> Iterator[Finding]:
    uid = dashboard.get("uid")
    if not _UID.fullmatch(text(uid)):
        yield Finding(
            where=WHERE,
            what=f"uid is {uid!r}",
            fix="use 1 to 40 letters, digits, hyphens and underscores",
        )


def _title(dashboard: Json) -> Iterator[Finding]:
    for key in ("title", "description"):
        if not text(dashboard.get(key)).strip():
            yield Finding(where=WHERE, what=f"{key} is empty", fix=f"write a {key}")


def _schema_version(dashboard: Json) -> Iterator[Finding]:
    version = dashboard.get("schemaVersion")
    if version != SCHEMA_VERSION:
        yield Finding(
            where=WHERE,
            what=f"schemaVersion is {version!r}",
            fix=f"use {SCHEMA_VERSION}, at the top of the document and not in an envelope",
        )


def _editable(dashboard: Json) -> Iterator[Finding]:
    if dashboard.get("editable") is not False:
        yield Finding(
            where=WHERE,
            what=f"editable is {dashboard.get('editable')!r}",
            fix="set it to false, and change the viewpoint instead",
        )


def _refresh(dashboard: Json) -> Iterator[Finding]:
    refresh = dashboard.get("refresh")
    match = _DURATION.fullmatch(text(refresh))
    if refresh in ("", None, False) or (
        match and int(match[1]) * _SECONDS[match[2]] >= SHORTEST_REFRESH_SECONDS
    ):
        return
    yield Finding(where=WHERE, what=f"refresh is {refresh!r}", fix="use 1m or longer")


def _tags(dashboard: Json) -> Iterator[Finding]:
    tags = dashboard.get("tags")
    for tag in ("generated", "tocsin"):
        if not isinstance(tags, list) or tag not in tags:
            yield Finding(where=WHERE, what=f"tags are {tags!r}", fix=f"add {tag!r}")


def _open_panels(dashboard: Json) -> Iterator[Finding]:
    count = sum(1 for _ in open_panels(dashboard))
    if count > MOST_OPEN_PANELS:
        yield Finding(
            where=WHERE,
            what=f"{count} panels are open",
            fix=f"collapse rows until at most {MOST_OPEN_PANELS} are",
        )


def _query_budget(dashboard: Json) -> Iterator[Finding]:
    count = sum(len(targets(panel)) for panel in open_panels(dashboard))
    if count > MOST_QUERIES:
        yield Finding(
            where=WHERE,
            what=f"each refresh makes {count} queries for each viewer",
            fix=f"collapse rows until at most {MOST_QUERIES} are left",
        )


def _account_ids(dashboard: Json) -> Iterator[Finding]:
    for account in sorted(
        {each for value in strings(dashboard) for each in _ACCOUNT.findall(value)}
    ):
        yield Finding(
            where=WHERE,
            what=f"the account id {account} stands in it",
            fix="refer to resources by name, or by a variable",
        )


def _links(dashboard: Json) -> Iterator[Finding]:
    for link in sorted(
        {each for value in strings(dashboard) for each in _PLAIN_HTTP.findall(value)}
    ):
        yield Finding(where=WHERE, what=f"the link {link} is not encrypted", fix="use https")


def _size(dashboard: Json) -> Iterator[Finding]:
    size = len(json.dumps(dashboard, indent=2, default=str))
    if size > LARGEST:
        yield Finding(
            where=WHERE,
            what=f"it has {size} bytes",
            fix=f"show fewer services on it, until it has at most {LARGEST}",
        )


def _time(dashboard: Json) -> Iterator[Finding]:
    time = mapping(dashboard.get("time"))
    if not text(time.get("from")).startswith("now-") or time.get("to") != "now":
        yield Finding(
            where=WHERE, what=f"its time range is {time!r}", fix="use a range as now-3h to now"
        )


DASHBOARD_RULES = (
    Rule(id="dashboard/uid", level="error", find=_uid, why="links to it would break"),
    Rule(id="dashboard/title", level="error", find=_title, why="nobody would find it"),
    Rule(
        id="dashboard/schema-version",
        level="error",
        find=_schema_version,
        why="Grafana would migrate it, or not read it",
    ),
    Rule(
        id="dashboard/editable",
        level="warning",
        find=_editable,
        why="changes by hand are lost at the next deployment",
    ),
    Rule(
        id="dashboard/refresh",
        level="warning",
        find=_refresh,
        why="metrics have one datapoint a minute, and each query is charged",
    ),
    Rule(id="dashboard/time", level="warning", find=_time, why="it would show the past"),
    Rule(
        id="dashboard/tags",
        level="warning",
        find=_tags,
        why="it would be missing from the list of dashboards, and be taken for hand-made",
    ),
    Rule(
        id="dashboard/open-panels",
        level="warning",
        find=_open_panels,
        why="nobody looks at so many",
    ),
    Rule(
        id="dashboard/query-budget",
        level="warning",
        find=_query_budget,
        why="CloudWatch charges for each metric that is read",
    ),
    Rule(
        id="dashboard/account-id",
        level="warning",
        find=_account_ids,
        why="it would show nothing in another account, and tells more than it must",
    ),
    Rule(
        id="dashboard/links", level="warning", find=_links, why="anybody could change what is read"
    ),
    Rule(id="dashboard/size", level="warning", find=_size, why="it would load slowly, if at all"),
)
