"""Texts with placeholders, compared for certain or not at all."""

import re
from fnmatch import translate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.policies.symbolic import arn_matches, equals, matches

TOPIC = "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:pager"


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("a", "a", True),
        ("a", "A", False),
        ("*", "", True),
        ("a*", "abc", True),
        ("a*d", "abc", False),
        ("a?c", "abc", True),
        ("a?c", "ac", False),
        ("a${*}c", "abc", False),
        ("a${*}c", "a*c", True),
        ("${$}{x}", "${x}", None),
        ("*", "${Name}", True),
        ("a*", "${Name}", None),
        ("a*", "b${Name}", False),
        ("a*", "a${Name}", True),
        ("?", "${Name}", None),
        ("${Name}", "${Name}", True),
        ("${Name}", "${Other}", None),
        ("x-${Name}", "x-${Name}", True),
        ("x-${Name}-*", "x-${Name}-1", True),
        ("x-${Name}", "y-${Name}", False),
        # Names that CloudFormation makes for two topics are never the same.
        ("a:${s/One.TopicName}", "a:${s/Two.TopicName}", False),
        ("a:${s/One.TopicName}", "a:${s/One.TopicName}", True),
        ("a:${s/One.TopicName}", "a:${Two}", None),
        ("b:${s/One.TopicName}", "a:${s/Two.TopicName}", False),
        ("*:${s/One.TopicName}", "a:${s/Two.TopicName}", None),
        ("${Where}:${s/One.TopicName}", "${There}:${s/Two.TopicName}", None),
        ("{{resolve:ssm:/a}}", "b", None),
        ("{{resolve:ssm:/a}}", "{{resolve:ssm:/a}}", True),
    ],
)
def test_patterns(pattern: str, text: str, *, expected: bool | None) -> None:
    """A placeholder is equal to itself, and may be anything else."""
    assert matches(pattern, text) is expected


@pytest.mark.parametrize(
    ("wanted", "text", "ignore_case", "expected"),
    [
        ("a*", "abc", False, False),
        ("a*", "a*", False, True),
        ("Abc", "aBC", True, True),
        ("Abc", "aBC", False, False),
        ("A-${Name}", "a-${Name}", True, True),
        ("${name}", "${Name}", True, None),
    ],
)
def test_equality(wanted: str, text: str, *, ignore_case: bool, expected: bool | None) -> None:
    """A wildcard stands for itself where texts have to be equal."""
    assert equals(wanted, text, ignore_case=ignore_case) is expected


@pytest.mark.parametrize(
    ("pattern", "arn", "expected"),
    [
        ("*", TOPIC, True),
        (TOPIC, TOPIC, True),
        ("arn:aws:sns:*:*:pager", TOPIC, True),
        ("arn:aws:sns:eu-west-1:*:pager", TOPIC, None),
        ("arn:aws:sqs:*:*:pager", TOPIC, False),
        ("arn:aws:sns:*:pager", "arn:aws:sns:eu-west-1:111122223333:pager", False),
        # An incomplete ARN is completed by wildcards.
        ("arn:aws:sns", "arn:aws:sns:eu-west-1:111122223333:pager", True),
        ("arn:aws:sns:eu-*", "arn:aws:sns:eu-west-1:111122223333:pager", True),
        ("arn:aws:cloudwatch:*:*:alarm:*", "arn:aws:cloudwatch:eu-west-1:1:alarm:a:b", True),
        # The example of AWS, which StringLike matches and ArnLike does not.
        (
            "arn:aws:someservice:*:111122223333:finance/*",
            "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/doc.txt",
            False,
        ),
        ("arn:aws:sns:*:111122223333:*", "${Topic}", None),
        ("${Topic}", "${Topic}", True),
        # The Region may be any, and the account is another for certain.
        ("arn:aws:sns:*:111122223333:x", "arn:aws:sns:${AWS::Region}:444455556666:x", False),
    ],
)
def test_arns(pattern: str, arn: str, *, expected: bool | None) -> None:
    """Each part of an ARN is compared by itself.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
    """
    assert arn_matches(pattern, arn) is expected


texts = st.lists(st.sampled_from(["a", "b", ":", "${X}", "${Y}"]), max_size=6).map("".join)
patterns = st.lists(st.sampled_from(["a", "b", ":", "*", "?", "${X}", "${Y}"]), max_size=6).map(
    "".join
)
fillings = st.fixed_dictionaries({name: st.text("ab:", max_size=3) for name in ("X", "Y")})


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"${{{name}}}", value)
    return text


@given(patterns, texts, fillings)
def test_what_is_certain_holds_for_whatever_is_deployed(
    pattern: str, text: str, values: dict[str, str]
) -> None:
    """An answer holds for each value of the placeholders, by the rules of file names."""
    answer = matches(pattern, text)
    real = re.fullmatch(translate(_filled(pattern, values)), _filled(text, values)) is not None

    assert answer in (None, real)
    assert answer is not None or "${" in pattern + text


def test_many_wildcards_take_no_time() -> None:
    """A pattern that no text matches is not tried in all ways."""
    pattern, text = "*a" * 40 + "b", "a" * 500

    assert matches(pattern, text) is False
    assert matches(pattern, f"{text}${{X}}") is None
    assert matches("a[b]*", "a[b]c") is True
    assert matches("*b" * 10_000, f"{'a' * 10_000}${{X}}") is None
