"""In which ways pages can be answered, and what is refused."""

import pytest

from tests.support.viewpoints import PAGED_ONE_BY_ONE, changed, planned, problems_of
from tocsin.plan import IncidentsSpec

TEXT = PAGED_ONE_BY_ONE.read_text()
WAYS = "answer_by: [chat, link]"
ROOM = "critical: [{page: [pager, primary, room]}"


def _incidents(text: str) -> IncidentsSpec:
    (found,) = planned(text, "answered").incidents
    return found


def _functions(text: str) -> set[str]:
    return {each.id for each in _incidents(text).functions} & {"chat", "link"}


@pytest.mark.parametrize(
    ("written", "built"),
    [
        (WAYS, {"chat", "link"}),
        ("answer_by: link", {"link"}),
        ("answer_by: [chat]", {"chat"}),
        ("reopen_within: 5m", set()),
    ],
)
def test_only_what_is_asked_for_is_built(written: str, built: set[str]) -> None:
    """Nothing is reached from the internet, and no chat runs anything, unless a viewpoint says."""
    text = changed((WAYS, written), text=TEXT)
    found = _incidents(text)

    assert _functions(text) == built
    assert bool(found.link_key) == ("link" in built)
    assert [each.severity for each in found.chats] == ["critical"] * ("chat" in built)


def test_a_chat_answers_what_it_hears_of() -> None:
    """By the function of each Region, and an action with a name of its own."""
    (chat,) = planned(TEXT, "answered").chats
    place = "eu-west-1:777788889999"

    assert chat.answered_topics == (f"arn:aws:sns:{place}:shop-answered-incidents-critical",)
    assert chat.answering == (f"arn:aws:lambda:{place}:function:shop-answered-incident-chat",)
    assert chat.answer_action == "shop-answered-slack-T0123456789-C0123456789-answer"


def test_answers_where_nobody_is_paged_are_refused() -> None:
    """The stage has no machine, and so nothing that carries a link."""
    text = changed(
        (WAYS, "answer_by: link"),
        (f"{ROOM}, {{after: 5m, page: [ben]}}]", "critical: [{notify: [pager, room]}]"),
        (
            "warning: [{notify: [ana, inbox]}, {after: 1h, notify: team}]",
            "warning: [{notify: ana}]",
        ),
        text=TEXT,
    )
    kinds = {each.kind for each in problems_of(text)}
    assert "plan/nobody-answers" in kinds


def test_a_way_is_named_once() -> None:
    """A list that names it twice is refused."""
    (problem,) = problems_of(changed((WAYS, "answer_by: [link, link]"), text=TEXT))
    assert "answer_by names one way twice: link, link" in problem.what


def test_a_region_without_addresses_of_functions_carries_no_links() -> None:
    """CloudFormation would say it in the middle of a deployment."""
    text = changed(
        (
            'account: "777788889999"\n    region: eu-west-1',
            'account: "777788889999"\n    region: me-central-1',
        ),
        text=TEXT,
    )
    kinds = {each.kind for each in problems_of(text)}
    assert "plan/link-not-there" in kinds


@pytest.mark.parametrize(
    "change",
    [
        (ROOM, "critical: [{page: [pager, primary]}"),
        ("channel: C0123456789}", "channel: C0123456789, configured_elsewhere: true}"),
    ],
)
def test_chats_that_hear_of_nothing_to_answer_are_refused(change: tuple[str, str]) -> None:
    """Or that somebody else configures, and may not run our function."""
    (problem,) = problems_of(changed(change, text=TEXT))

    assert problem.kind == "plan/no-chat-answers"
    assert "no chat hears of incidents of critical, warning" in problem.what
