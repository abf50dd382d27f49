"""Small viewpoints for tests, and what is reported about them."""

import json
from functools import cache
from pathlib import Path

from tocsin.catalogue import load_resource_type, resource_types
from tocsin.diagnostics import InvalidInputError, Problem
from tocsin.plan import SEVERITIES, Plan, check_viewpoint, make_plan
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Viewpoint, parse_draft, parse_viewpoint

WHOLE = Path(__file__).with_name("whole_viewpoint.yaml")
"""A viewpoint with every part that one can have."""

PAGED_ONE_BY_ONE = Path(__file__).with_name("paged_one_by_one.yaml")
"""A viewpoint that keeps incidents, with stages that do not."""

STAGES = ("local", "staging", "prod")
"""The stages of `WHOLE`."""

SMALL = """\
system: shop
owner: platform
runbooks: https://example.com/runbooks
pulse: false
stages:
  prod: {account: "111122223333", region: eu-west-1, recovery_region: eu-central-1}
contacts:
  ana: {email: ana@example.com}
on_call:
  primary: {members: [ana]}
escalation:
  critical: [{page: primary}]
  warning: [{notify: ana}]
  info: [{digest: ana}]
services:
  checkout:
    owner: payments
    resources:
      orders: {type: dynamodb_table, table: shop-orders}
    metrics:
      orders placed: {namespace: Shop, metric: OrdersPlaced, statistic: Sum}
    alarms:
      no orders:
        metric: orders placed
        severity: critical
        when: "< 1 for 3 of 5"
        means: No order was placed.
        matters: Nobody can buy.
        first_action: Place one.
data_protection:
  schedules:
    daily: {schedule: cron(0 3 * * ? *)}
  protected:
    orders: {resource: checkout/orders, schedules: [daily]}
"""


def changed(*changes: tuple[str, str], text: str = SMALL) -> str:
    """Return *text* with each pair's first part, which has to be there, replaced by its second."""
    for old, new in changes:
        assert old in text, f"{old!r} is not in the viewpoint"
        text = text.replace(old, new, 1)
    return text


@cache
def parsed(text: str) -> Viewpoint:
    """Return the viewpoint in *text*, which has to be sound."""
    return parse_viewpoint(text)[0]


@cache
def planned(text: str, stage: str = "prod") -> Plan:
    """Return the plan of a stage of the viewpoint in *text*, which has to be sound."""
    return make_plan(parsed(text), stage)


def context_of(text: str, stage: str = "prod") -> StageContext:
    """Return what makers of specs get for a stage of the viewpoint in *text*."""
    viewpoint = parsed(text)
    return StageContext(whole=viewpoint, stage_name=stage, stage=viewpoint.stages[stage])


def problems_of(text: str) -> tuple[Problem, ...]:
    """Return everything that is reported about *text*."""
    try:
        return check_viewpoint(parse_draft(text))
    except InvalidInputError as error:
        return error.problems


def errors_of(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with *text*, without what is only remarked on."""
    return tuple(each for each in problems_of(text) if each.is_error)


def rendered(text: str) -> str:
    """Return what is reported about *text* as a person reads it."""
    return "\n".join(str(problem) for problem in problems_of(text))


@cache
def of_every_type() -> str:
    """Return a viewpoint with a resource of each type of the catalogue, complete."""
    resources = {
        kind.name: {
            "type": kind.name,
            **{each.name: each.example for each in kind.identifiers.values() if not each.constant},
            **{each.name: each.example for each in kind.settings.values()},
            "opt_ins": list(kind.opt_ins),
        }
        for kind in map(load_resource_type, resource_types())
    }
    return json.dumps(
        {
            "system": "all",
            "owner": "platform",
            "runbooks": "https://example.com/runbooks",
            "stages": {"prod": {"account": "111122223333", "region": "us-east-1"}},
            "contacts": {"ana": {"email": "ana@example.com"}},
            "escalation": {each: [{"page": "ana"}] for each in SEVERITIES},
            "services": {
                "everything": {"owner": "platform", "alarm_stacks": 9, "resources": resources}
            },
        }
    )
