"""A validator that says SUCCESSFUL whatever it finds is worse than none: it is found out here."""

from collections.abc import Iterable, Mapping

import pytest

from functions.restore_validation import validation
from tests.support.fake_clients import Answer, RefusedByAws
from tests.support.restore_validations import GOOD_TABLE, ORDERS, Run, event, job
from tocsin.restoration import Finding, Verdict

WRONG_KEYS: Mapping[str, Answer] = {
    "DescribeTable": lambda asked: {
        "Table": {
            "TableStatus": "ACTIVE",
            "AttributeDefinitions": [
                {"AttributeName": "id", "AttributeType": "SN"[asked["TableName"] == "shop-orders"]}
            ],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        }
    }
}
BAD: Mapping[str, Mapping[str, Answer]] = {
    "an empty table": {"Scan": {"Count": 0}},
    "no canary": {"GetItem": {}},
    "another key schema": WRONG_KEYS,
    "no table": {"DescribeTable": RefusedByAws("ResourceNotFoundException")},
    "an unknown type": {"DescribeRestoreJob": job(ResourceType="FSx")},
    "an unknown store": {"DescribeRestoreJob": job(SourceResourceArn="arn:other")},
    "an unknown job": {"DescribeRestoreJob": RefusedByAws("ResourceNotFoundException")},
    "nothing restored": {"DescribeRestoreJob": job(CreatedResourceArn="")},
}


def wrongly_judged() -> set[str]:
    """The cases that the validator reports as what they are not, or does not report."""
    good = Run(event(ORDERS), GOOD_TABLE)
    bad = {name: Run(event(ORDERS), {**GOOD_TABLE, **answers}) for name, answers in BAD.items()}
    wanted = {"a good restore": (good, "SUCCESSFUL")} | {
        name: (run, "FAILED") for name, run in bad.items()
    }
    return {
        name
        for name, (run, status) in wanted.items()
        if [each["ValidationStatus"] for each in run.reports] != [status]
    }


def test_ours_judges_rightly() -> None:
    """A good restore is SUCCESSFUL, each bad one FAILED."""
    assert wrongly_judged() == set()


def always_good(_findings: Iterable[Finding]) -> Verdict:
    """Say SUCCESSFUL without looking."""
    return Verdict(is_good=True, reason="fine")


def always_bad(findings: Iterable[Finding]) -> Verdict:
    """Look at everything, and say FAILED."""
    return Verdict(is_good=False, reason=str(len(list(findings))))


@pytest.mark.parametrize(
    ("name", "mutant", "found_out"),
    [
        ("verdict", always_good, {"an empty table", "no canary", "another key schema"}),
        ("verdict", always_bad, {"a good restore"}),
        ("not_good", lambda reason: Verdict(True, reason), {"an unknown job"}),  # noqa: FBT003 - a verdict
        ("failed", lambda text: Finding("passed", text), {"no table", "an unknown store"}),
        (
            "INSPECTIONS",
            {"DynamoDB": lambda task: [Finding("passed", task.job.id)]},
            {"an empty table", "no canary", "another key schema", "no table"},
        ),
    ],
)
def test_mutants_are_found_out(
    name: str, mutant: object, found_out: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each way to be content with anything judges a case wrongly."""
    monkeypatch.setattr(validation, name, mutant)

    assert found_out <= wrongly_judged()
