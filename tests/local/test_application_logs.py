import json
from pathlib import Path
from typing import Any

import pytest

from local.application_logs import create_log_groups, expected_log_groups
from local.endpoint import Endpoint

Json = dict[str, Any]


def metric_filter(log_group: object) -> Json:
    """Return a metric filter on a log group."""
    return {"Type": "AWS::Logs::MetricFilter", "Properties": {"LogGroupName": log_group}}


def log_group(**properties: str) -> Json:
    """Return a log group that a template makes."""
    return {"Type": "AWS::Logs::LogGroup", "Properties": properties}


def template(**resources: Json) -> Json:
    """Return a template."""
    return {"Resources": resources}


def test_log_groups_that_no_template_makes_are_expected() -> None:
    """A name that stands in a metric filter is expected, unless a log group has it."""
    one = template(A=metric_filter("/shop/a"), B=metric_filter("/shop/b"), C=log_group())
    other = template(B=log_group(LogGroupName="/shop/b"), C=metric_filter({"Ref": "B"}))

    assert expected_log_groups([one, other]) == {"/shop/a"}


@pytest.mark.emulator
def test_log_groups_are_created_where_their_stacks_are(emulator: Endpoint, tmp_path: Path) -> None:
    """Each exists in the region of its stack; one that is there already stays as it is."""
    places = {"home": "us-east-1", "away": "eu-central-1"}
    artifacts = {
        name: {"type": "aws:cloudformation:stack", "environment": f"aws://000000000000/{region}"}
        for name, region in places.items()
    }
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    for name in places:
        text = json.dumps(template(A=metric_filter(f"/application/{name}")))
        (tmp_path / f"{name}.template.json").write_text(text)
    home = emulator.client("logs", "us-east-1")
    home.create_log_group(logGroupName="/application/home", tags={"by": "the application"})

    create_log_groups(emulator, tmp_path)

    assert home.list_tags_log_group(logGroupName="/application/home")["tags"] == {
        "by": "the application"
    }
    for region, names in (("us-east-1", ["home"]), ("eu-central-1", ["away"])):
        found = emulator.client("logs", region).describe_log_groups(
            logGroupNamePrefix="/application/"
        )["logGroups"]
        assert [each["logGroupName"] for each in found] == [f"/application/{n}" for n in names]
