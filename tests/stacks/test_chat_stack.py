from dataclasses import replace
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest

from stacks import build_stacks
from tests.support.project import ROOT, context
from tests.support.synthesis import artifacts_in, templates_in
from tests.support.templates import properties_of
from tests.support.viewpoints import changed, planned
from tocsin.plan import ChatSpec, Plan

SHOP = (ROOT / "viewpoint.yaml").read_text()
CHANNELS = (
    "AWS::Chatbot::SlackChannelConfiguration",
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration",
)
IN_RECOVERY_REGION = "arn:aws:sns:us-west-2:111122223333:shop-prod-warning"


def build(plan: Plan, folder: Path) -> dict[str, dict[str, Any]]:
    """Return the templates of a plan."""
    app = cdk.App(context=context(), outdir=str(folder), builtin_cloud_formation_validation=False)
    build_stacks(app, plan)
    app.synth()
    return templates_in(folder)


def plan_in(region: str) -> Plan:
    """Return the shop's plan with production in a Region; its distribution is in us-east-1."""
    prod = '  prod:\n    account: "111122223333"\n    region: '
    return planned(changed((f"{prod}us-east-1", f"{prod}{region}"), text=SHOP), "prod")


def changed_chats(plan: Plan, **settings: Any) -> tuple[ChatSpec, ...]:  # noqa: ANN401 - any field
    """Return the channels of a plan with other settings."""
    return tuple(replace(chat, **settings) for chat in plan.chats)


def test_channels_hear_of_warnings(assemblies: dict[str, Path]) -> None:
    """Each channel hears the topics of the severities that its policy gives it."""
    template = templates_in(assemblies["prod"])["shop-prod-chat"]

    for kind in CHANNELS:
        (channel,) = properties_of(template, kind)
        home, recovery = channel["SnsTopicArns"]
        assert home["Fn::ImportValue"].startswith("shop-prod-alerting:ExportsOutputRefWarningTopic")
        assert recovery == IN_RECOVERY_REGION


def test_stages_without_chat_have_no_stack(assemblies: dict[str, Path]) -> None:
    """A stage whose policies name no channel builds none."""
    for stage in ("local", "staging"):
        assert f"shop-{stage}-chat" not in templates_in(assemblies[stage])


def test_topics_of_all_regions_are_heard_in_one_channel(tmp_path: Path) -> None:
    """One configuration has the topics of each Region, and all of them are there before."""
    templates = build(plan_in("eu-central-1"), tmp_path)
    (channel,) = properties_of(templates["shop-prod-chat"], CHANNELS[0])
    home, *away = channel["SnsTopicArns"]

    assert "Fn::ImportValue" in home
    assert sorted(away) == [
        "arn:aws:sns:us-east-1:111122223333:shop-prod-warning",
        IN_RECOVERY_REGION,
    ]
    assert {
        name for name, template in templates.items() if properties_of(template, CHANNELS[0])
    } == {"shop-prod-chat"}
    assert {"shop-prod-alerting", "shop-prod-alerting-us-east-1"} <= set(
        artifacts_in(tmp_path)["shop-prod-chat"]["dependencies"]
    )


def test_topics_of_others_are_listed(tmp_path: Path) -> None:
    """What others announce in a channel of ours stands behind our own topics."""
    plan = plan_in("us-east-1")
    others = "arn:aws:sns:us-east-1:111122223333:others"
    templates = build(replace(plan, chats=changed_chats(plan, other_topics=(others,))), tmp_path)

    for kind in CHANNELS:
        (channel,) = properties_of(templates["shop-prod-chat"], kind)
        assert channel["SnsTopicArns"][1:] == [IN_RECOVERY_REGION, others]


@pytest.mark.parametrize("chats", ["elsewhere", "none"])
def test_channels_of_others_are_not_built(chats: str, tmp_path: Path) -> None:
    """Where somebody else has configured every channel, there is nothing to build."""
    plan = plan_in("us-east-1")
    kept = changed_chats(plan, configured_elsewhere=True) if chats == "elsewhere" else ()

    assert "shop-prod-chat" not in build(replace(plan, chats=kept), tmp_path)
