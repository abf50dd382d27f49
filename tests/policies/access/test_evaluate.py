"""A whole policy: what wins, what it says, and what holds whatever is deployed."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.policies import Answer, Principal, Request, Verdict, evaluate

TOPIC = "arn:aws:sns:eu-west-1:111122223333:pager"
REQUEST = Request(
    principal=Principal(service="cloudwatch.amazonaws.com"),
    action="sns:Publish",
    resource=TOPIC,
    context={"aws:SourceAccount": "111122223333"},
)
ALLOW: dict[str, object] = {
    "Sid": "Alarms",
    "Effect": "Allow",
    "Principal": {"Service": "cloudwatch.amazonaws.com"},
    "Action": "sns:Publish",
    "Resource": TOPIC,
}
DENY: dict[str, object] = {**ALLOW, "Sid": "Never", "Effect": "Deny"}
MAY_ALLOW = {**ALLOW, "Resource": "${Topic}"}
MAY_DENY = {**DENY, "Resource": "${Topic}"}
OTHER = {**ALLOW, "Action": "sns:Subscribe"}


def _answer(*statements: object) -> Answer:
    return evaluate({"Version": "2012-10-17", "Statement": list(statements)}, REQUEST)


@pytest.mark.parametrize(
    ("statements", "verdict", "decides"),
    [
        ([], Verdict.DENIED, None),
        ([ALLOW], Verdict.ALLOWED, 0),
        ([OTHER, ALLOW], Verdict.ALLOWED, 1),
        ([ALLOW, DENY], Verdict.DENIED, 1),
        ([DENY, ALLOW], Verdict.DENIED, 0),
        ([DENY], Verdict.DENIED, 0),
        ([OTHER], Verdict.DENIED, None),
        ([MAY_ALLOW], Verdict.UNKNOWN, 0),
        ([MAY_ALLOW, ALLOW], Verdict.ALLOWED, 1),
        ([ALLOW, MAY_DENY], Verdict.UNKNOWN, 1),
        ([MAY_ALLOW, DENY], Verdict.DENIED, 1),
        # Nothing allows it, so it does not matter what may deny it.
        ([MAY_DENY], Verdict.DENIED, None),
        ([{**ALLOW, "Effect": "${Effect}"}], Verdict.UNKNOWN, 0),
        ([ALLOW, {**ALLOW, "Effect": "${Effect}"}], Verdict.UNKNOWN, 1),
        ([ALLOW, {**OTHER, "Effect": "${Effect}"}], Verdict.ALLOWED, 0),
        (["${Statement}"], Verdict.UNKNOWN, 0),
        ([ALLOW, "${Statement}"], Verdict.UNKNOWN, 1),
        ([DENY, "${Statement}"], Verdict.DENIED, 0),
    ],
)
def test_precedence(statements: list[object], verdict: Verdict, decides: int | None) -> None:
    """A denial wins, then what allows; what nothing allows is denied.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
    """
    answer = _answer(*statements)

    assert (answer.verdict, answer.statement) == (verdict, decides)


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ({"Action": "SNS:publish"}, True),
        ({"Action": "sns:*"}, True),
        ({"Action": "*"}, True),
        ({"Action": "sns:Pub*"}, True),
        ({"Action": "sns:P?blish"}, True),
        ({"Action": ["sns:Subscribe", "sns:Publish"]}, True),
        ({"Action": "Publish"}, False),
        ({"Action": []}, False),
        ({"Action": "${Action}"}, None),
        ({"NotAction": "sns:Subscribe"}, True),
        ({"NotAction": ["sns:*"]}, False),
        ({"Action": None}, False),
        ({"Resource": "*"}, True),
        ({"Resource": "arn:aws:sns:*:*:pager"}, True),
        ({"Resource": "arn:aws:sns:*:111122223333:*"}, True),
        ({"Resource": TOPIC.upper()}, False),
        ({"Resource": ["arn:aws:sns:*:*:other", TOPIC]}, True),
        ({"NotResource": TOPIC}, False),
        ({"NotResource": "arn:aws:sns:*:*:other"}, True),
        ({"Resource": "arn:aws:sns:*:*:${aws:username, 'pager'}"}, True),
        # A variable may stand only in the last part of an ARN.
        ({"Resource": "arn:aws:sns:eu-west-1:${aws:SourceAccount}:pager"}, None),
        ({"Condition": {}}, True),
        ({"Condition": "${Condition}"}, None),
        ({"Condition": {"StringEquals": "${Keys}"}}, None),
    ],
)
def test_elements(element: dict[str, object], *, expected: bool | None) -> None:
    """Actions ignore case, resources do not; both take wildcards and their contraries.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
    """
    replaced = {name.removeprefix("Not") for name in element if name.startswith("Not")}
    kept = {name: value for name, value in ALLOW.items() if name not in replaced}

    assert _answer({**kept, **element}).is_allowed is expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (None, False),
        ({}, False),
        ("", False),
        ({"Statement": ALLOW}, True),
        ('{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*"}}', True),
        ("${Policy}", None),
        ([ALLOW], None),
        ("[" * 100_000, None),
    ],
)
def test_documents(policy: object, *, expected: bool | None) -> None:
    """A policy may be a text, and hold one statement; what is not known is not guessed."""
    assert evaluate(policy, REQUEST).is_allowed is expected


def test_the_reason_in_words() -> None:
    """An answer names the statement and what in it decides."""
    only_events = {**ALLOW, "Sid": None, "Principal": {"Service": "events.amazonaws.com"}}
    other_account = {**ALLOW, "Condition": {"StringEquals": {"aws:SourceAccount": "444455556666"}}}
    root = {**ALLOW, "Principal": {"AWS": "arn:aws:iam::111122223333:root"}}

    assert _answer(ALLOW).why == (
        "statement 1 (Alarms) allows it: it is about cloudwatch.amazonaws.com"
    )
    assert _answer(ALLOW, DENY).why == (
        "statement 2 (Never) denies it: it is about cloudwatch.amazonaws.com"
    )
    but_root = {"Effect": "Deny", "NotPrincipal": root["Principal"], "Action": "*"}
    assert _answer(ALLOW, but_root).why == (
        "statement 2 denies it: it is about all but arn:aws:iam::111122223333:root"
    )
    assert _answer(OTHER).why == "no statement allows cloudwatch.amazonaws.com sns:Publish"
    assert _answer(only_events).why == (
        "no statement allows cloudwatch.amazonaws.com sns:Publish; "
        "of statement 1, it is about events.amazonaws.com"
    )
    # The statement that comes nearest is named.
    assert _answer(only_events, other_account).why == (
        "no statement allows cloudwatch.amazonaws.com sns:Publish; of statement 2 (Alarms), its "
        "condition aws:SourceAccount (StringEquals) 444455556666 does not hold: the request has "
        "111122223333"
    )
    assert _answer(root).why.endswith(
        "it is about arn:aws:iam::111122223333:root, and accounts, users and roles cover no service"
    )


def test_nothing_acts_on_a_terminal() -> None:
    """What stands in a policy comes out of an answer without characters that would act."""
    bad = "\x1b[31m\u202e" + "x" * 500

    why = _answer({**ALLOW, "Sid": bad, "Principal": {"Service": [bad] * 9}}).why

    assert "\x1b" not in why
    assert "\u202e" not in why
    assert len(why) < 800
    assert "and 5 more" in why


PRINCIPALS: list[object] = [
    "*",
    {"AWS": "*"},
    {"AWS": "111122223333"},
    {"AWS": "${X}"},
    {"Service": "cloudwatch.amazonaws.com"},
    {"Service": ["events.amazonaws.com", "${X}"]},
]
RESOURCES: list[object] = ["*", TOPIC, "arn:aws:sns:*:${X}:pager", "${X}", "arn:aws:sns:*:*:other"]
ACTIONS: list[object] = ["sns:*", "sns:Publish", ["sns:Subscribe"], "sns:${X}"]
OPERATORS = [
    "StringEquals",
    "StringNotEqualsIfExists",
    "StringLike",
    "ForAnyValue:StringNotLike",
    "ForAllValues:StringEquals",
    "Null",
    "Bool",
    "NumericLessThan",
]
VALUES = ["111122223333", "${X}", "*3", "true", "5"]

values = st.lists(st.sampled_from(VALUES), max_size=2)
keys = st.sampled_from(["aws:SourceAccount", "AWS:SourceArn", "aws:SecureTransport", "aws:x"])
conditions = st.dictionaries(
    st.sampled_from(OPERATORS), st.dictionaries(keys, values, max_size=2), max_size=2
)


def _element(name: str, written: list[object]) -> st.SearchStrategy[tuple[str, object]]:
    return st.tuples(st.sampled_from([name, f"Not{name}"]), st.sampled_from(written))


statements = st.tuples(
    st.tuples(st.just("Effect"), st.sampled_from(["Allow", "Deny"])),
    st.tuples(st.just("Condition"), conditions),
    _element("Principal", PRINCIPALS),
    _element("Action", ACTIONS),
    _element("Resource", RESOURCES),
).map(dict)
policies = st.lists(statements, max_size=3)


@given(policies, statements)
def test_adding_a_statement(policy: list[dict[str, Any]], more: dict[str, Any]) -> None:
    """Another Allow never closes, and another Deny never opens."""
    before, after = _answer(*policy), _answer(*policy, more)
    order = [Verdict.DENIED, Verdict.UNKNOWN, Verdict.ALLOWED]
    steps = order.index(after.verdict) - order.index(before.verdict)

    assert steps >= 0 if more["Effect"] == "Allow" else steps <= 0


@given(policies)
def test_a_denial_always_wins(policy: list[dict[str, Any]]) -> None:
    """Whatever else a policy says, what is denied does not pass."""
    assert _answer(*policy, DENY).verdict is Verdict.DENIED


@given(policies, st.sampled_from(["", "*", "111122223333", "true", "Publish", TOPIC, "a:b"]))
@settings(max_examples=150)
def test_an_answer_holds_whatever_is_deployed(policy: list[dict[str, Any]], value: str) -> None:
    """Where an answer is certain, each value of what is not known gives the same."""
    open_answer = _answer(*policy)
    answer = _answer(*_filled(policy, value))

    assert open_answer.verdict in (Verdict.UNKNOWN, answer.verdict)


def _filled(written: Any, value: str) -> Any:  # noqa: ANN401 -- any JSON
    if isinstance(written, dict):
        return {key: _filled(each, value) for key, each in written.items()}
    if isinstance(written, list):
        return [_filled(each, value) for each in written]
    return written.replace("${X}", value) if isinstance(written, str) else written
