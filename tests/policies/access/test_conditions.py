"""Condition operators against AWS's documented rules."""

import pytest

from tocsin.policies import ANYTHING, ContextValue, Principal, Request, evaluate

KEY = "test:key"
ABSENT = None


def _holds(operator: str, wanted: object, given: ContextValue, **more: ContextValue) -> bool | None:
    """Say whether a condition holds: by a statement that allows everything else."""
    request = Request(
        principal=Principal(service="cloudwatch.amazonaws.com"),
        action="sns:Publish",
        resource="arn:aws:sns:eu-west-1:111122223333:pager",
        context={KEY: given, **{name.replace("_", ":"): value for name, value in more.items()}},
    )
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "*",
        "Resource": "*",
        "Condition": {operator: {"TEST:Key": wanted}},
    }
    return evaluate({"Version": "2012-10-17", "Statement": statement}, request).is_allowed


@pytest.mark.parametrize(
    ("operator", "wanted", "given", "expected"),
    [
        ("StringEquals", "a", "a", True),
        ("StringEquals", "a", "A", False),
        ("StringEquals", ["a", "b"], "b", True),
        ("StringEquals", [], "b", False),
        ("StringEquals", "a*", "ab", False),
        ("StringEquals", 5, "5", True),
        ("StringNotEquals", ["a", "b"], "b", False),
        ("StringNotEquals", ["a", "b"], "c", True),
        ("StringNotEquals", [], "c", True),
        ("StringEqualsIgnoreCase", "Abc", "aBC", True),
        ("StringNotEqualsIgnoreCase", "Abc", "aBC", False),
        ("StringLike", "a*", "abc", True),
        ("StringLike", "A*", "abc", False),
        ("StringLike", "a?", "abc", False),
        ("StringNotLike", "a*", "abc", False),
        ("ArnEquals", "arn:aws:sns:*:*:x", "arn:aws:sns:eu-west-1:1:x", True),
        ("ArnLike", "arn:aws:sns:*:*:x", "arn:aws:sns:eu-west-1:1:y", False),
        ("ArnNotLike", "arn:aws:sns:*:*:x", "arn:aws:sns:eu-west-1:1:y", True),
        ("ArnNotEquals", "arn:aws:sns:*:*:x", "arn:aws:sns:eu-west-1:1:x", False),
        ("ArnLike", "arn:aws:sns:*", "arn:aws:sns:eu-west-1:1:x", None),
        ("ArnNotLike", "arn:aws:sns:*", "arn:aws:sns:eu-west-1:1:x", None),
        ("ArnLike", "arn:aws:sqs:*", "arn:aws:sns:eu-west-1:1:x", False),
        ("Bool", "true", "true", True),
        ("Bool", True, "true", True),
        ("Bool", False, "true", False),
        ("Bool", "TRUE", "true", True),
        ("BinaryEquals", "QmluYXJ5", "QmluYXJ5", True),
        ("NumericEquals", "10", "10.0", True),
        ("NumericNotEquals", "10", "10.0", False),
        ("NumericLessThan", 10, "9", True),
        ("NumericLessThan", 10, "10", False),
        ("NumericLessThanEquals", "10", "10", True),
        ("NumericGreaterThan", "10", "11", True),
        ("NumericGreaterThanEquals", "10", "9", False),
        ("NumericEquals", "ten", "10", False),
        ("DateGreaterThan", "2020-01-01T00:00:01Z", "2026-01-01T00:00:00Z", True),
        ("DateGreaterThan", "2020-01-01T00:00:01Z", "1577836800", False),
        ("DateLessThan", "2027", "2026-12-31T23:59:59Z", True),
        ("DateLessThanEquals", "2026-01-01", "2026-01-01T00:00:00+00:00", True),
        ("DateEquals", "2026-01-01", "2026-01-01T01:00:00+01:00", True),
        ("DateNotEquals", "2026-01-01", "2026-01-02", True),
        ("IpAddress", "203.0.113.0/24", "203.0.113.7", True),
        ("IpAddress", "203.0.113.7", "203.0.113.7", True),
        ("IpAddress", ["203.0.113.0/24", "2001:DB8:1234:5678::/64"], "2001:db8:1234:5678::1", True),
        ("IpAddress", "203.0.113.0/24", "198.51.100.1", False),
        ("NotIpAddress", "203.0.113.0/24", "198.51.100.1", True),
        ("Null", "true", "x", False),
        ("Null", "false", "x", True),
        ("Null", False, "x", True),
    ],
)
def test_operators(operator: str, wanted: object, given: str, *, expected: bool) -> None:
    """Each operator compares as AWS says, values of JSON's other types as well.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
    """
    assert _holds(operator, wanted, given) is expected


@pytest.mark.parametrize(
    ("operator", "wanted", "expected"),
    [
        ("StringEquals", "a", False),
        ("StringLike", "*", False),
        ("StringNotEquals", "a", True),
        ("StringNotLike", "*", True),
        ("ArnLike", "*", False),
        ("ArnNotLike", "*", True),
        ("Bool", "false", False),
        ("NumericLessThan", "5", False),
        ("NumericNotEquals", "5", True),
        ("IpAddress", "203.0.113.0/24", False),
        ("NotIpAddress", "203.0.113.0/24", True),
        ("StringEqualsIfExists", "a", True),
        ("StringNotEqualsIfExists", "a", True),
        ("BoolIfExists", "true", True),
        ("Null", "true", True),
        ("Null", "false", False),
        ("ForAllValues:StringEquals", "a", True),
        ("ForAnyValue:StringEquals", "a", False),
        ("ForAnyValue:StringNotEquals", "a", False),
        ("ForAllValues:StringNotEquals", "a", True),
        ("ForAllValues:StringEqualsIfExists", "a", True),
        # Two rules of AWS contradict each other here.
        ("ForAnyValue:StringEqualsIfExists", "a", None),
    ],
)
def test_a_key_that_the_request_does_not_have(
    operator: str,
    wanted: object,
    *,
    expected: bool,
) -> None:
    """An absent key is like nothing: so it is unlike anything.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
    """
    assert _holds(operator, wanted, ABSENT) is expected


@pytest.mark.parametrize(
    ("operator", "given", "expected"),
    [
        # The table of AWS: PostDateTime and UserName, against PostDateTime, Message and Tags.
        ("ForAllValues:StringLike", ("PostDateTime", "UserName"), False),
        ("ForAnyValue:StringLike", ("PostDateTime", "UserName"), True),
        ("ForAllValues:StringLike", ("PostDateTime", "Message"), True),
        ("ForAnyValue:StringLike", ("UserName",), False),
        ("ForAllValues:StringLike", (), True),
        ("ForAnyValue:StringLike", (), False),
        ("ForAllValues:StringNotEquals", ("UserName", "ID"), True),
        ("ForAllValues:StringNotEquals", ("UserName", "Tags"), False),
        ("ForAnyValue:StringNotEquals", ("UserName", "Tags"), True),
        ("ForAnyValue:StringNotEquals", ("Message", "Tags"), False),
        ("ForAnyValue:StringEquals", "Tags", True),
        ("StringEquals", ("UserName", "Tags"), True),
        ("StringNotEquals", ("UserName", "Tags"), False),
        ("StringNotEquals", ("UserName", "ID"), True),
    ],
)
def test_keys_with_several_values(
    operator: str,
    given: ContextValue,
    *,
    expected: bool,
) -> None:
    """A qualifier says whether one of the request's values is enough.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
    """
    assert _holds(operator, ["PostDateTime", "Message", "Tags"], given) is expected


@pytest.mark.parametrize(
    ("operator", "wanted", "given", "expected"),
    [
        ("StringEquals", "a", ANYTHING, None),
        ("StringNotEquals", "a", ANYTHING, None),
        ("StringLike", "*", ANYTHING, None),
        ("StringLikeIfExists", "*", ANYTHING, True),
        ("StringNotLikeIfExists", "*", ANYTHING, None),
        ("ForAllValues:StringLike", "*", ANYTHING, True),
        ("Null", "true", ANYTHING, None),
        ("StringEquals", "${Account}", "111122223333", None),
        ("StringEquals", ["${Account}", "111122223333"], "111122223333", True),
        ("StringNotEquals", ["${Account}", "111122223333"], "111122223333", False),
        ("StringEquals", "111122223333", "${AWS::AccountId}", None),
        ("StringEquals", "${AWS::AccountId}", "${AWS::AccountId}", True),
        ("NumericLessThan", "${Limit}", "5", None),
        ("IpAddress", "${Network}", "203.0.113.7", None),
        ("Bool", "${Flag}", "true", None),
        ("Null", "${Flag}", "x", None),
        ("StringEquals", {"Fn::Unknown": 1}, "x", None),
        ("StringSame", "x", "x", None),
        ("ForEachValue:StringEquals", "x", "x", None),
        ("NullIfExists", "true", "x", None),
    ],
)
def test_what_is_not_known(
    operator: str, wanted: object, given: ContextValue, *, expected: bool | None
) -> None:
    """What only a deployment decides, or AWS would refuse, is unknown where it matters."""
    assert _holds(operator, wanted, given) is expected


def test_conditions_on_several_keys_all_hold() -> None:
    """Operators and keys are joined by and; values of a key by or."""
    conditions = {
        "StringEquals": {"test:a": ["1", "2"], "test:b": "3"},
        "Bool": {"test:c": "true"},
    }

    def allowed(a: str, b: str, c: str) -> bool | None:
        request = Request(
            principal=Principal(service="events.amazonaws.com"),
            action="sns:Publish",
            resource="x",
            context={"test:a": a, "test:b": b, "test:c": c},
        )
        statement = {"Effect": "Allow", "Principal": "*", "Action": "*", "Condition": conditions}
        return evaluate({"Statement": [statement]}, request).is_allowed

    assert allowed("2", "3", "true") is True
    assert [allowed("5", "3", "true"), allowed("1", "5", "true"), allowed("1", "3", "false")] == [
        False
    ] * 3


@pytest.mark.parametrize(
    ("wanted", "version", "expected"),
    [
        ("${aws:SourceAccount}", "2012-10-17", True),
        ("${AWS:sourceaccount}", "2012-10-17", True),
        ("${aws:SourceAccount}", "2008-10-17", False),
        ("${aws:SourceAccount}", None, False),
        ("${aws:username, '111122223333'}", "2012-10-17", True),
        # A variable without a value makes the statement invalid.
        ("${aws:username}", "2012-10-17", False),
        ("${aws:SourceIp}", "2012-10-17", None),
    ],
)
def test_policy_variables(wanted: str, version: str | None, *, expected: bool | None) -> None:
    """A variable stands for a value of the request, in policies of the newer version.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    """
    request = Request(
        principal=Principal(service="cloudwatch.amazonaws.com"),
        action="sns:Publish",
        resource="x",
        context={"aws:SourceAccount": "111122223333", "test:owner": "111122223333"},
    )
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "*",
        "Condition": {"StringEquals": {"test:owner": wanted}},
    }
    policy = {"Version": version, "Statement": statement}

    assert evaluate(policy, request).is_allowed is expected


def test_a_value_of_a_variable_has_no_wildcards() -> None:
    """What a request brings along cannot widen a pattern."""
    assert _holds("StringLike", "${test:owner}", "abc", test_owner="a*") is False
    assert _holds("StringLike", "${test:owner}", "a*", test_owner="a*") is True
