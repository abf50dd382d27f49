import json

import pytest

from tocsin.catalogue import sample_event
from tocsin.events import read_event_pattern, read_target_input
from tocsin.restoration import (
    INPUT_PATHS,
    CanaryItem,
    Expectation,
    input_template,
    restore_job_pattern,
)

ACCOUNT = "111122223333"
PLAN = f"arn:aws:backup:us-east-1:{ACCOUNT}:restore-testing-plan:weekly-1234"


@pytest.mark.parametrize(
    ("changed", "is_ours"),
    [
        ({}, True),
        ({"status": "FAILED"}, True),
        ({"status": "ABORTED"}, True),
        ({"status": "RUNNING"}, False),
        ({"restoreTestingPlanArn": f"{PLAN}5"}, False),
    ],
)
def test_jobs_of_the_plan_invoke_once_they_end(changed: dict[str, str], *, is_ours: bool) -> None:
    """A restore that somebody does by hand is none of its business."""
    event = sample_event(
        "backup-restore-completed", account=ACCOUNT, region="us-east-1", time="2026-03-14T06:00:00Z"
    )
    event["detail"] = {**event["detail"], **changed}

    pattern = read_event_pattern(restore_job_pattern([PLAN]))

    assert pattern.matches(event) is is_ours
    del event["detail"]["restoreTestingPlanArn"]
    assert not pattern.matches(event)


def test_what_is_sent_has_the_event_and_what_is_expected() -> None:
    """Signs that begin a variable stand for themselves: a canary may have any value."""
    expected = Expectation(
        name="orders",
        arn="arn:orders",
        canary=CanaryItem(key={"id": {"S": "<detail>"}}, attributes={}),
    )

    template = input_template("shop", "prod", [expected])
    transformer = {"InputPathsMap": dict(INPUT_PATHS), "InputTemplate": template}
    target = read_target_input({"InputTransformer": transformer})

    assert json.loads(target.of({"detail": {"restoreJobId": "1"}})) == {
        "detail": {"restoreJobId": "1"},
        "system": "shop",
        "stage": "prod",
        "expectations": [expected.document()],
    }
