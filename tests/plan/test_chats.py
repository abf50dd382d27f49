from collections.abc import Sequence

import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan import ChatSpec

SLACK = "workspace: T0123456789, channel: C0123456789"
TEAM = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
TENANT = "11111111-2222-4333-8444-555555555555"

Change = tuple[str, str]


def contacts(**ways: str) -> Change:
    """Return the change that gives the viewpoint contacts with these ways to reach them."""
    lines = (f"  {name}: {{{way}}}\n" for name, way in ways.items())
    return "contacts:\n", f"contacts:\n{''.join(lines)}"


def slack(settings: str = SLACK) -> str:
    """Return how a contact is reached in a Slack channel."""
    return f"slack: {{{settings}}}"


def teams(*, team: str = TEAM, channel: str = "19%3aexample%40thread.tacv2") -> str:
    """Return how a contact is reached in a channel of Teams."""
    return f"teams: {{tenant: {TENANT}, team: {team}, channel: {channel}}}"


def warning(*names: str) -> Change:
    """Return the change that lets warnings be told to these contacts."""
    return "[{notify: ana}]", f"[{{notify: [{', '.join(names)}]}}]"


def info(*names: str) -> Change:
    """Return the change that lets what is good to know be told to these contacts."""
    return "[{digest: ana}]", f"[{{digest: [{', '.join(names)}]}}]"


def chats(*changes: Change) -> tuple[ChatSpec, ...]:
    """Return the chat channels of the stage prod."""
    return planned(changed(*changes)).chats


def heard(chat: ChatSpec) -> list[tuple[str, str]]:
    """Return the topics of a channel by Region and severity."""
    return [(topic.region, topic.severity) for topic in chat.topics]


def test_channel_hears_the_severities_that_name_it() -> None:
    """A channel has one configuration, with the topics of all policies that name it."""
    (chat,) = chats(contacts(ops=slack()), warning("ana", "ops"), info("ops"))

    assert (chat.kind, chat.workspace, chat.channel) == ("slack", "T0123456789", "C0123456789")
    assert heard(chat) == [("eu-west-1", "warning"), ("eu-west-1", "info")]
    assert [topic.arn for topic in chat.topics] == [
        "arn:aws:sns:eu-west-1:111122223333:shop-prod-warning",
        "arn:aws:sns:eu-west-1:111122223333:shop-prod-info",
    ]


def test_channel_that_nobody_is_told_by_is_not_configured() -> None:
    """A contact that no policy reaches is not built."""
    assert chats(contacts(ops=slack())) == ()


def test_channel_hears_all_regions() -> None:
    """Alarms on a distribution are in us-east-1, and are heard in the same channel."""
    network = "      network: {type: cloudfront_distribution, distribution: EDFDVBD632BHDS5}\n"
    (chat,) = chats(
        contacts(ops=slack()),
        warning("ops"),
        ("    resources:\n", f"    resources:\n{network}"),
    )

    assert heard(chat) == [("eu-west-1", "warning"), ("us-east-1", "warning")]


@pytest.mark.parametrize(
    "ways",
    [
        [slack(), slack()],
        [teams(), teams(team=TEAM.upper())],
        [teams(), teams(channel="19%3Aexample%40thread.tacv2")],
    ],
)
def test_contacts_that_name_one_channel(ways: Sequence[str]) -> None:
    """A channel that two contacts name is configured once, for the severities of both."""
    (chat,) = chats(contacts(ops=ways[0], duty=ways[1]), warning("ops"), info("duty"))

    assert chat.contacts == ("ops", "duty")
    assert heard(chat) == [("eu-west-1", "warning"), ("eu-west-1", "info")]


def test_contact_with_two_channels() -> None:
    """Channels of Slack and of Teams are two."""
    both = chats(contacts(ops=f"{slack()}, {teams()}"), warning("ops"))

    assert [chat.kind for chat in both] == ["slack", "teams"]
    assert len({chat.name for chat in both}) == 2


@pytest.mark.parametrize("way", [slack(), teams()])
def test_name_follows_from_the_channel(way: str) -> None:
    """A contact can be renamed: a new name would ask Amazon Q for a second configuration."""
    (before,) = chats(contacts(ops=way), warning("ops"))
    (after,) = chats(contacts(duty=way), warning("duty"))

    assert (after.id, after.name) == (before.id, before.name)
    assert before.name.startswith(f"shop-prod-{before.kind}-")


def test_long_names_are_shortened() -> None:
    """A configuration's name has at most 128 characters."""
    (chat,) = chats(
        contacts(ops=slack(f"workspace: {'T' * 100}, channel: {'C' * 100}")), warning("ops")
    )

    assert len(chat.name) == 128


ELSEWHERE = slack(f"{SLACK}, configured_elsewhere: true")
OTHERS = "arn:aws:sns:{region}:{account}:other-alarms"


def test_channel_that_is_configured_elsewhere() -> None:
    """Its topics are known, for its owner."""
    (chat,) = chats(contacts(ops=ELSEWHERE), warning("ops"))

    assert chat.configured_elsewhere
    assert heard(chat) == [("eu-west-1", "warning")]


def test_topics_of_others_are_heard() -> None:
    """What others announce in a channel of ours is listed by us; each topic once."""
    way = slack(f"{SLACK}, other_topics: ['{OTHERS}', '{OTHERS}']")
    (chat,) = chats(contacts(ops=way), warning("ops"))

    assert chat.other_topics == ("arn:aws:sns:eu-west-1:111122223333:other-alarms",)


def test_contacts_that_do_not_agree_are_reported() -> None:
    """A channel is either configured here or elsewhere, for all contacts that name it."""
    (problem,) = problems_of(
        changed(contacts(ops=slack(), duty=ELSEWHERE), warning("ops"), info("duty"))
    )

    assert problem.kind == "plan/channel-in-doubt"
    assert problem.where.subject == "contacts.duty.slack"


STAGE = "  test: {account: '%s', region: %s}\n  prod:"


@pytest.mark.parametrize(
    ("account", "region", "kinds"),
    [
        ("111122223333", "eu-west-1", ["plan/shared-channel"]),
        ("111122223333", "eu-west-2", ["plan/shared-channel"]),
        ("999999999999", "eu-west-1", []),
    ],
)
def test_stages_of_one_account_do_not_share_a_channel(
    account: str, region: str, kinds: list[str]
) -> None:
    """Configurations belong to the account, whatever the Region; it is said once."""
    stage = ("  prod:", STAGE % (account, region))
    problems = problems_of(changed(contacts(ops=slack()), warning("ops"), stage))

    assert [problem.kind for problem in problems] == kinds
    for problem in problems:
        assert problem.where.subject == "contacts.ops.slack"
        assert "the stages test and prod share the account" in problem.what
        assert "let prod use another channel" in problem.fix


@pytest.mark.parametrize("own", [ELSEWHERE, slack(SLACK.replace("C0", "C9"))])
def test_stages_of_one_account_with_a_channel(own: str) -> None:
    """What the problem asks for is accepted."""
    place = "account: '111122223333', region: eu-west-1"
    stage = f"  test: {{{place}, contacts: {{ops: {{{own}}}}}}}\n"
    text = changed(contacts(ops=slack()), warning("ops"), ("  prod:", f"{stage}  prod:"))

    assert problems_of(text) == ()
