from dataclasses import replace
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest

from stacks import build_stacks
from tests.support.project import context
from tests.support.synthesis import artifacts_in, templates_in
from tests.support.templates import properties_of
from tests.support.viewpoints import WHOLE, planned
from tocsin.plan import ChatSpec, Plan

CHANNELS = (
    "AWS::Chatbot::SlackChannelConfiguration",
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration",
)
ELSEWHERE = {
    f"arn:aws:sns:{region}:111122223333:shop-prod-warning"
    for region in ("eu-central-1", "us-east-1")
}
"""Topics in the recovery Region, and where Amazon CloudFront has its metrics."""


def build(plan: Plan, folder: Path) -> dict[str, dict[str, Any]]:
    """Return the templates of a plan."""
    app = cdk.App(context=context(), outdir=str(folder), builtin_cloud_formation_validation=False)
    build_stacks(app, plan)
    app.synth()
    return templates_in(folder)


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return planned(WHOLE.read_text())


def changed_chats(plan: Plan, **settings: Any) -> tuple[ChatSpec, ...]:  # noqa: ANN401 - any field
    """Return the channels of a plan with other settings."""
    return tuple(replace(chat, **settings) for chat in plan.chats)


def test_topics_of_all_regions_are_heard_in_one_channel(assemblies: dict[str, Path]) -> None:
    """One configuration has the topics of each Region, and all of them are there before."""
    templates, artifacts = templates_in(assemblies["prod"]), artifacts_in(assemblies["prod"])
    alerting = {name for name in templates if name.startswith("shop-prod-alerting")}

    for kind in CHANNELS:
        (channel,) = properties_of(templates["shop-prod-chat"], kind)
        home, *away = channel["SnsTopicArns"]
        assert home["Fn::ImportValue"].startswith("shop-prod-alerting:ExportsOutputRefWarningTopic")
        assert set(away) >= ELSEWHERE
        having = {name for name, each in templates.items() if properties_of(each, kind)}
        assert having == {"shop-prod-chat"}
    assert len(alerting) == 3
    assert alerting <= set(artifacts["shop-prod-chat"]["dependencies"])


def test_stages_without_chat_have_no_stack(assemblies: dict[str, Path]) -> None:
    """A stage whose policies name no channel builds none."""
    assert "shop-local-chat" not in templates_in(assemblies["local"])


def test_topics_of_others_are_listed(plan: Plan, tmp_path: Path) -> None:
    """What others announce in a channel of ours stands behind our own topics."""
    others = "arn:aws:sns:us-east-1:111122223333:others"
    templates = build(replace(plan, chats=changed_chats(plan, other_topics=(others,))), tmp_path)

    for kind in CHANNELS:
        (channel,) = properties_of(templates["shop-prod-chat"], kind)
        *ours, last = channel["SnsTopicArns"][1:]
        assert (set(ours), last) == (ELSEWHERE, others)


@pytest.mark.parametrize("chats", ["elsewhere", "none"])
def test_channels_of_others_are_not_built(plan: Plan, chats: str, tmp_path: Path) -> None:
    """Where somebody else has configured every channel, there is nothing to build."""
    kept = changed_chats(plan, configured_elsewhere=True) if chats == "elsewhere" else ()

    assert "shop-prod-chat" not in build(replace(plan, chats=kept), tmp_path)
