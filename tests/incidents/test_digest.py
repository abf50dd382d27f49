"""What is gathered for the next business day, and how it is told."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.support.incidents import after, notice
from tocsin.incidents import (
    LONGEST_TEXT,
    DigestMessage,
    Gathered,
    Notice,
    digests,
    due,
    gathered_item,
    read_gathered,
    untold,
)

TABLE = "shop-prod-incidents"


def gathered(*notices: Notice) -> tuple[Gathered, ...]:
    """Return what the table gives back of some notices."""
    items = {str(each["Item"]["sk"]): each["Item"] for each in map(_put, notices)}
    return tuple(read_gathered(items[key]) for key in sorted(items))


def _put(each: Notice) -> dict[str, dict[str, dict[str, str]]]:
    return gathered_item(TABLE, each)


def told(*notices: Notice) -> list[DigestMessage]:
    """Return the digests of some notices."""
    return list(digests(gathered(*notices), "info", "shop", "prod"))


def info(subject: str = "no-orders", seconds: float = 0, *, service: str = "checkout") -> Notice:
    """Return a notice that can wait."""
    return notice(subject, seconds=seconds, severity="info", service=service)


def test_one_alarm_is_told_once_with_how_often() -> None:
    """Whoever comes to work reads what fired, when last, whether it is over, and what to do."""
    (message,) = told(info(), info(seconds=3_600), replace(info(seconds=7_200), state="OK"))

    assert message.title == "shop prod, info: 1 thing to look at, 0 not over"
    *_, service, line = message.text.splitlines()
    assert service == "checkout"
    assert line == (
        "- No order was placed for three minutes. 2 times since 2026-03-14 09:25 UTC, the last "
        "2026-03-14 10:25 UTC, over since 2026-03-14 11:25 UTC. "
        "https://example.com/runbooks/no-orders (no-orders)"
    )
    assert len(message.keys) == 3


def test_what_no_longer_knows_is_not_over() -> None:
    """Its alarm has no data since it fired; somebody has to look."""
    (message,) = told(info(), replace(info(seconds=3_600), state="INSUFFICIENT_DATA"))

    assert message.title == "shop prod, info: 1 thing to look at, 1 not over"
    assert "over since" not in message.text


def test_what_did_not_fire_is_not_told_and_not_kept() -> None:
    """Beside what did."""
    lone = gathered(replace(info("healthy"), state="OK"), info("fires"))
    (message,) = digests(lone, "info", "shop", "prod")

    assert "healthy" not in message.text
    assert [*untold(lone)] == [each.key for each in lone if each.subject == "healthy"]
    assert {*map(str, message.keys)} | {*map(str, untold(lone))} == {str(e.key) for e in lone}


def test_a_notice_that_comes_twice_is_gathered_once() -> None:
    """Amazon SQS delivers at least once."""
    assert gathered_item(TABLE, info()) == gathered_item(TABLE, info())
    assert len(gathered(info(), info(), info(seconds=1))) == 2


def test_a_phone_shows_as_many_services_as_there_is_room_for() -> None:
    """And how many there are beside them."""
    (message,) = told(*(info(f"a{n}", n, service=f"service number {n}") for n in range(20)))

    assert message.short.startswith("shop prod, info: 20 things to look at, 20 not over: service")
    assert message.short.endswith(" more")
    assert len(message.short) <= 160
    assert message.short.isascii()


def test_what_is_more_than_one_message_holds_comes_in_another() -> None:
    """Nothing is left out, and each message says how many there are."""
    long = replace(info(), summary="Very long. " * 40, runbook=f"https://example.com/{'x' * 300}")
    messages = told(*(replace(long, subject=f"alarm {number:03}") for number in range(40)))
    text = "\n".join(each.text for each in messages)

    assert [each.title for each in messages] == [
        "shop prod, info (1 of 2): 29 things to look at, 29 not over",
        "shop prod, info (2 of 2): 11 things to look at, 11 not over",
    ]
    assert all(f"(alarm {number:03})" in text for number in range(40))
    assert "..." not in text


def test_a_hundred_things_are_one_message() -> None:
    """Nobody likes to read the same greeting three times."""
    (message,) = told(*(info(f"alarm {number:03}", number) for number in range(100)))

    assert len(message.keys) == 100


def test_what_came_since_the_day_began_waits_for_the_next() -> None:
    """Also when the scheduler runs late, or runs twice; what is yet to come is told at once."""
    waiting = gathered(info("before", 0), info("after", 61), info("announced", 3_600))
    found = due(waiting, begins=after(60), now=after(120))

    assert [each.subject for each in found] == ["before", "announced"]


def test_an_item_of_another_version_is_told_as_such() -> None:
    """It would come each day, or be lost without a word."""
    item = {"pk": {"S": "digest#info"}, "sk": {"S": "1"}, "document": {"S": "{}"}}
    (message,) = digests([read_gathered(item)], "info", "shop", "prod")

    assert "a notification that cannot be read" in message.text
    assert message.keys == ({"pk": {"S": "digest#info"}, "sk": {"S": "1"}},)


@given(
    st.lists(
        st.builds(
            lambda subject, seconds, service, summary: replace(
                info(subject, seconds, service=service), summary=summary
            ),
            st.text(min_size=1, max_size=300) | st.sampled_from(["one", "two"]),
            st.integers(0, 600),
            st.text(min_size=1, max_size=400) | st.sampled_from(["one", "two"]),
            st.text(max_size=400),
        ),
        max_size=60,
    )
)
def test_everything_is_told_once(notices: list[Notice]) -> None:
    """Whatever texts hold: each notice is in one message, which Amazon SNS takes."""
    waiting = gathered(*notices)
    messages = list(digests(waiting, "info", "shop", "prod"))
    keys = [key["sk"]["S"] for each in messages for key in each.keys]

    assert sorted(keys) == sorted(each.key["sk"]["S"] for each in waiting)
    for each in messages:
        assert 0 < len(each.title) <= 100
        assert each.title.isascii()
        assert len(each.short) <= 160
        assert len(each.text) <= LONGEST_TEXT


def test_it_is_kept_for_long() -> None:
    """Longer than any time for which nobody would see that digests fail."""
    expires = int(gathered_item(TABLE, info())["Item"]["expires"]["N"])

    assert expires > (after(0) + timedelta(days=365)).timestamp()
