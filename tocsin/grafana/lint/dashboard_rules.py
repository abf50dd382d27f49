"""Rules for a dashboard as a whole."""

import json
import re

from tocsin.diagnostics import quoted
from tocsin.grafana.foundation import dashboard_models
from tocsin.grafana.lint.document import (
    DASHBOARD,
    Json,
    mapping,
    open_panels,
    strings,
    targets,
    text,
)
from tocsin.grafana.lint.rule import Report, Rule
from tocsin.grafana.sections import MOST_OPEN_PANELS

SCHEMA_VERSION = dashboard_models.Dashboard().schema_version
LARGEST = 1_000_000
MOST_QUERIES = 100
SHORTEST_REFRESH_SECONDS = 60

_UID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_DURATION = re.compile(r"(\d+)(ms|s|m|h|d|w)")
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_ACCOUNT = re.compile(r"(?<!\d)\d{12}(?!\d)")
_MACHINE = re.compile(r"arn:[a-z-]+:states:[a-z0-9-]+:\d{12}:stateMachine:[A-Za-z0-9._-]+")
"""What the metrics of a machine are told apart by: AWS Step Functions has no other dimension.

https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
"""
_PLAIN_HTTP = re.compile(r"http://[^\s)\"']+")


def _uid(dashboard: Json, report: Report) -> None:
    uid = dashboard.get("uid")
    if not _UID.fullmatch(text(uid)):
        report(
            DASHBOARD,
            f"uid is {quoted(uid)}",
            "use 1 to 40 letters, digits, hyphens and underscores",
        )


def _title(dashboard: Json, report: Report) -> None:
    for key in ("title", "description"):
        if not text(dashboard.get(key)).strip():
            report(DASHBOARD, f"{key} is empty", f"write a {key}")


def _schema_version(dashboard: Json, report: Report) -> None:
    version = dashboard.get("schemaVersion")
    if version != SCHEMA_VERSION:
        report(
            DASHBOARD,
            f"schemaVersion is {quoted(version)}",
            f"use {SCHEMA_VERSION}, at the top of the document and not in an envelope",
        )


def _editable(dashboard: Json, report: Report) -> None:
    if dashboard.get("editable") is not False:
        report(
            DASHBOARD,
            f"editable is {quoted(dashboard.get('editable'))}",
            "set it to false, and change the viewpoint instead",
        )


def _refresh(dashboard: Json, report: Report) -> None:
    refresh = dashboard.get("refresh")
    match = _DURATION.fullmatch(text(refresh))
    if refresh in ("", None, False) or (
        match and int(match[1]) * _SECONDS[match[2]] >= SHORTEST_REFRESH_SECONDS
    ):
        return
    report(DASHBOARD, f"refresh is {quoted(refresh)}", "use 1m or longer")


def _tags(dashboard: Json, report: Report) -> None:
    tags = dashboard.get("tags")
    for tag in ("generated", "tocsin"):
        if not isinstance(tags, list) or tag not in tags:
            report(DASHBOARD, f"tags are {quoted(tags)}", f"add {quoted(tag)}")


def _open_panels(dashboard: Json, report: Report) -> None:
    count = sum(1 for each in open_panels(dashboard) if text(each.get("type")) != "stat")
    if count > MOST_OPEN_PANELS:
        report(
            DASHBOARD,
            f"{count} panels are open",
            f"collapse rows until at most {MOST_OPEN_PANELS} are",
        )


def _query_budget(dashboard: Json, report: Report) -> None:
    count = sum(len(targets(panel)) for panel in open_panels(dashboard))
    if count > MOST_QUERIES:
        report(
            DASHBOARD,
            f"each refresh makes {count} queries for each viewer",
            f"collapse rows until at most {MOST_QUERIES} are left",
        )


def _account_ids(dashboard: Json, report: Report) -> None:
    named = (value for value in strings(dashboard) if not _MACHINE.fullmatch(value))
    for account in sorted({each for value in named for each in _ACCOUNT.findall(value)}):
        report(
            DASHBOARD,
            f"the account id {account} stands in it",
            "refer to resources by name, or by a variable",
        )


def _links(dashboard: Json, report: Report) -> None:
    for link in sorted(
        {each for value in strings(dashboard) for each in _PLAIN_HTTP.findall(value)}
    ):
        report(DASHBOARD, f"the link {link} is not encrypted", "use https")


def _size(dashboard: Json, report: Report) -> None:
    size = len(json.dumps(dashboard, indent=2, default=str))
    if size > LARGEST:
        report(
            DASHBOARD,
            f"it has {size} bytes",
            f"show fewer services on it, until it has at most {LARGEST}",
        )


def _time(dashboard: Json, report: Report) -> None:
    time = mapping(dashboard.get("time"))
    if not text(time.get("from")).startswith("now-") or time.get("to") != "now":
        report(DASHBOARD, f"its time range is {quoted(time)}", "use a range as now-3h to now")


DASHBOARD_RULES = (
    Rule(id="dashboard/uid", level="error", check=_uid, why="links to it would break"),
    Rule(id="dashboard/title", level="error", check=_title, why="nobody would find it"),
    Rule(
        id="dashboard/schema-version",
        level="error",
        check=_schema_version,
        why="Grafana would migrate it, or not read it",
    ),
    Rule(
        id="dashboard/editable",
        level="warning",
        check=_editable,
        why="changes by hand are lost at the next deployment",
    ),
    Rule(
        id="dashboard/refresh",
        level="warning",
        check=_refresh,
        why="metrics have one datapoint a minute, and each query is charged",
    ),
    Rule(id="dashboard/time", level="warning", check=_time, why="it would show the past"),
    Rule(
        id="dashboard/tags",
        level="warning",
        check=_tags,
        why="it would be missing from the list of dashboards, and be taken for hand-made",
    ),
    Rule(
        id="dashboard/open-panels",
        level="warning",
        check=_open_panels,
        why="nobody looks at so many",
    ),
    Rule(
        id="dashboard/query-budget",
        level="warning",
        check=_query_budget,
        why="CloudWatch charges for each metric that is read",
    ),
    Rule(
        id="dashboard/account-id",
        level="warning",
        check=_account_ids,
        why="it would show nothing in another account, and tells more than it must",
    ),
    Rule(
        id="dashboard/links", level="warning", check=_links, why="anybody could change what is read"
    ),
    Rule(id="dashboard/size", level="warning", check=_size, why="it would load slowly, if at all"),
)
