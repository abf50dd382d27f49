import json
import re
from dataclasses import replace
from typing import Any

import botocore.session
import pytest

from tests.support.cloud_assembly import StackDraft, cloud_assembly
from tests.support.fake_account import Answer, FakeAccount
from tests.support.preflight import NOW, deployment, protected_data, shop, stack, with_data
from tests.support.project import ROOT
from tests.support.viewpoints import PAGED_ONE_BY_ONE, planned
from tocsin.assembly import Assembly
from tocsin.aws import READ_ACTIONS, AwsFailure, action_of
from tocsin.plan import Plan, SubscriptionSpec
from tocsin.preflight import Deployment, Preflight, preflight, wrong_account

READS = ("Check", "Describe", "Get", "List")
PAGE = ROOT / "docs" / "preflight.md"


def _assembly() -> Assembly:
    kinds = {
        "AWS::Backup::BackupVault": {"BackupVaultName": "shop-prod"},
        "AWS::CloudWatch::Alarm": {"AlarmName": "shop-prod-orders"},
        "AWS::CloudWatch::Dashboard": {"DashboardName": "shop-prod", "DashboardBody": "{}"},
        "AWS::KMS::Alias": {"AliasName": "alias/shop", "TargetKeyId": "key"},
        "AWS::Logs::LogGroup": {"LogGroupName": "/shop/prod"},
        "AWS::SNS::Topic": {"TopicName": "shop-prod-critical"},
        "AWS::SQS::Queue": {"QueueName": "shop-prod-undelivered"},
        "AWS::XRay::Group": {"GroupName": "shop"},
        "AWS::XRay::SamplingRule": {"SamplingRule": {"RuleName": "shop"}},
    }
    resources = {
        f"Thing{number}": {"Type": kind, "Properties": properties}
        for number, (kind, properties) in enumerate(kinds.items())
    }
    return cloud_assembly(
        **{"shop-prod-alerting": StackDraft(resources=resources, region="eu-west-1")}
    )


def _plan() -> Plan:
    """Return a plan for which every check has something to ask."""
    plan = shop()
    alarm = plan.alarms[0]
    metric = replace(
        alarm.series.metrics[0],
        namespace="ContainerInsights",
        dimensions=(("ClusterName", "shop"),),
    )
    kubernetes = replace(
        alarm,
        name="kubernetes",
        series=replace(alarm.series, metrics=(metric,)),
        region=plan.region,
    )
    first, *others = plan.alerting
    queue = SubscriptionSpec(contact="inbox", protocol="sqs", endpoint="inbox", after=0)
    topic = replace(first.topics[0], subscriptions=(*first.topics[0].subscriptions, queue))
    group = replace(plan.log_groups[0], retention_days=None)
    return replace(
        with_data(*protected_data(), plan=plan),
        alarms=(*plan.alarms, kubernetes),
        incidents=planned(PAGED_ONE_BY_ONE.read_text(), "answered").incidents,
        alerting=(replace(first, topics=(topic, *first.topics[1:])), *others),
        log_groups=(group, *plan.log_groups[1:]),
    )


ANSWERS: dict[str, Answer] = {
    "cloudformation.describe_stacks": {"Stacks": [stack("shop-prod-alerting")]},
    "cloudwatch.describe_alarms": {
        "MetricAlarms": [
            {
                "AlarmName": "kubernetes",
                "AlarmArn": "arn",
                "Namespace": "Shop",
                "MetricName": "Orders",
            },
            {"AlarmName": "shop-prod-orders", "AlarmArn": "arn"},
        ]
    },
    "sns.get_sms_sandbox_account_status": {"IsInSandbox": True},
    "sns.list_subscriptions_by_topic": {},
}


def _run(asked: Deployment, session: FakeAccount) -> Preflight:
    return preflight(asked, session, lambda _done, _total, _next: None)


def test_all_that_is_asked_is_on_the_page_and_nothing_else() -> None:
    """The least-privilege policy of the page is exactly what a preflight can ask."""
    session = FakeAccount(ANSWERS)
    asked = deployment(_plan(), assembly=_assembly())

    wrong_account(asked, session)
    made = _run(asked, session)

    assert made.not_checked == ()
    actions = {action_of(*each.partition(" ")[2].split(":")) for each in session.asked}
    (policy,) = re.findall(r"^```json\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    (statement,) = json.loads(policy)["Statement"]
    assert actions == READ_ACTIONS
    assert statement["Action"] == sorted(READ_ACTIONS - {"sts:GetCallerIdentity"})


@pytest.mark.parametrize("action", sorted(READ_ACTIONS))
def test_nothing_that_is_asked_changes_anything(action: str) -> None:
    """Each action is one that AWS has, and reads."""
    service, _, name = action.partition(":")
    names = {"elasticfilesystem": "efs", "servicequotas": "service-quotas"}
    model = botocore.session.get_session().get_service_model(names.get(service, service))
    # The action of one operation has another name than it.
    name = {"GetReplicationConfiguration": "GetBucketReplication"}.get(name, name)

    assert name in model.operation_names
    assert name.startswith(READS)


def _refused(code: str) -> dict[str, Answer]:
    return {"kms.list_aliases": {"Error": code, "Message": "no"}}


@pytest.mark.parametrize(
    ("code", "is_failure"),
    [("AccessDeniedException", False), ("InternalFailure", True)],
)
def test_a_question_that_fails_stops_no_other(
    code: str,
    is_failure: bool,  # noqa: FBT001
) -> None:
    """What is not known is listed, and what was found stays."""
    answers: dict[str, Answer] = {
        **ANSWERS,
        **_refused(code),
        "backup.describe_region_settings": {},
    }

    made = _run(deployment(_plan(), assembly=_assembly()), FakeAccount(answers))

    (unknown,) = made.not_checked
    assert (unknown.check, unknown.region) == ("names of AWS::KMS::Alias", "eu-west-1")
    assert unknown.problem.where.source == "kms:ListAliases"
    assert unknown.is_failure is is_failure
    assert {"backup settings", "dead alarms"} <= {each.check for each in made.findings}


def test_what_was_found_before_a_question_failed_stays() -> None:
    """The second topic cannot be asked for; the first could."""

    def answer(asked: Any) -> dict[str, Any]:  # noqa: ANN401 -- the parameters of a call
        if asked["TopicArn"].endswith("critical"):
            mail = {"Protocol": "email", "Endpoint": "ana@example.com"}
            return {"Subscriptions": [{"SubscriptionArn": "PendingConfirmation", **mail}]}
        return {"Error": "AuthorizationError", "Message": "no"}

    made = _run(deployment(), FakeAccount({"sns.list_subscriptions_by_topic": answer}))

    assert "pending-subscription" in {each.problem.kind.partition("/")[2] for each in made.findings}
    assert "subscriptions" in {each.check for each in made.not_checked}


@pytest.mark.parametrize("code", ["ExpiredToken", "InvalidClientTokenId"])
def test_credentials_that_are_not_accepted_end_it(code: str) -> None:
    """Every other question would fail in the same way."""
    with pytest.raises(AwsFailure):
        _run(deployment(), FakeAccount({"ssm.get_parameters": {"Error": code, "Message": "no"}}))


def test_without_an_assembly_names_and_stacks_are_not_known() -> None:
    """The plan does not say which stacks there are; the rest is asked."""
    made = _run(deployment(), FakeAccount())

    names = {each.check for each in made.not_checked}
    assert {"stacks that are left", "names of AWS::SNS::Topic"} <= names
    assert not any(each.is_failure for each in made.not_checked)


def test_all_regions_are_asked_and_former_ones_for_stacks_alone() -> None:
    """A stage that has left a Region may have left stacks there."""
    session = FakeAccount({"cloudformation.describe_stacks": {"Stacks": [stack("shop-prod-old")]}})
    asked = deployment(assembly=_assembly(), former_regions=("ap-south-1",))

    made = _run(asked, session)

    assert asked.regions == ("eu-west-1", "eu-central-1", "us-east-1")
    assert {each for each in session.asked if each.startswith("ap-south-1")} == {
        "ap-south-1 cloudformation:DescribeStacks"
    }
    left = [each for each in made.findings if each.check == "stacks that are left"]
    assert [each.problem.where.source for each in left] == [*asked.regions, "ap-south-1"]


def test_the_same_question_is_asked_once() -> None:
    """Alarms are needed by three checks."""
    session = FakeAccount(ANSWERS)

    _run(Deployment(plan=shop(), now=NOW, assembly=_assembly()), session)

    asked = [each for each in session.asked if each == "eu-west-1 cloudformation:DescribeStacks"]
    assert len(asked) == 1


def test_progress_is_told() -> None:
    """How many are done, of how many, and what comes next."""
    told: list[tuple[int, int, str]] = []

    made = preflight(deployment(), FakeAccount(), lambda *each: told.append(each))

    assert told[0] == (0, made.questions, "bootstrap versions in eu-west-1")
    assert told[-1] == (made.questions, made.questions, "")


def test_another_account_is_noticed() -> None:
    """With the credentials of another account, everything else would be wrong."""
    session = FakeAccount({"sts.get_caller_identity": {"Account": "444455556666"}})

    problem = wrong_account(deployment(), session)

    assert problem is not None
    assert "444455556666" in problem.what
    assert wrong_account(deployment(), FakeAccount()) is None
