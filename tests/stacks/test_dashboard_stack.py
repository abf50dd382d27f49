import json
from pathlib import Path

import pytest

from tests.support.synthesis import templates_in
from tests.support.templates import properties_of
from tests.support.viewpoints import STAGES


@pytest.mark.parametrize("stage", STAGES)
def test_dashboard_shows_every_alarm(stage: str, assemblies: dict[str, Path]) -> None:
    """Each alarm of the stage stands on its dashboard once, composite ones too."""
    templates = templates_in(assemblies[stage])
    (dashboard,) = properties_of(templates[f"shop-{stage}-dashboard"], "AWS::CloudWatch::Dashboard")
    shown = [
        arn.rpartition(":")[2]
        for widget in json.loads(dashboard["DashboardBody"])["widgets"]
        if widget["type"] == "alarm"
        for arn in widget["properties"]["alarms"]
    ]
    existing = [
        alarm["AlarmName"]
        for template in templates.values()
        for kind in ("Alarm", "CompositeAlarm")
        for alarm in properties_of(template, f"AWS::CloudWatch::{kind}")
        if not alarm["AlarmName"].endswith("-pulse")
    ]

    assert sorted(shown) == sorted(existing)


def test_dashboard_begins_with_what_matters_most(assemblies: dict[str, Path]) -> None:
    """The metrics of the overview stand first, in the order of the viewpoint."""
    template = templates_in(assemblies["prod"])["shop-prod-dashboard"]
    (dashboard,) = properties_of(template, "AWS::CloudWatch::Dashboard")
    widgets = json.loads(dashboard["DashboardBody"])["widgets"]

    assert [each["properties"]["title"] for each in widgets[1:3]] == [
        "Checkout: orders placed",
        "Checkout: conversion rate",
    ]
