"""Filter expressions of X-Ray, as its guide writes them and as it would refuse them.

https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html
"""

import pytest

from tocsin.diagnostics import InvalidValueError
from tocsin.sampling import check_filter_expression


@pytest.mark.parametrize(
    "expression",
    [
        "fault",
        "!ok",
        "responsetime > 5",
        "duration >= 5 AND duration <= 8",
        "ok !partial duration <3",
        (
            'service("api.example.com") { fault = true OR responsetime > 2.5 } '
            'AND annotation.account = "12345"'
        ),
        'edge("api.example.com", "backend.example.com") { fault = true }',
        (
            'http.url BEGINSWITH "http://api.example.com/" AND http.url CONTAINS "/v2/" '
            'AND !service("api.example.com")'
        ),
        'user CONTAINS ""',
        "annotation.age > 29",
        'annotation[aws:local.service] = "pet-clinic"',
        "annotation.premium = true",
        "!annotation.debug",
        'service(id(name: "api.example.com", type: "AWS::EC2::Instance")) { throttle }',
        'edge(id(type: "AWS::Lambda"), id(name: "t", account.id: "111122223333")) { error }',
        "service() { fault } OR edge() { error }",
        "(fault OR error) AND http.status != 404",
        'group.name = "checkout" AND responsetime > 2',
        'rootcause.fault.service { type = "AWS::Lambda" }',
        'rootcause.responsetime.entity { name = "orders" }',
        "json",
        'service("shop-{stage}-checkout") { fault }',
        "http.clientip = '203.0.113.7'",
    ],
)
def test_valid(expression: str) -> None:
    """What the guide shows, and what follows from it, is taken."""
    check_filter_expression(expression)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("", "is empty"),
        ("falt", "X-Ray has no keyword 'falt'; did you mean 'fault'?"),
        ("fault AND", "the end stands where a keyword is expected"),
        ("responsetime", "responsetime is a number, and is not compared"),
        ("responsetime > fast", "'fast' stands where a number is expected"),
        ("responsetime CONTAINS 5", "responsetime is a number, and is not compared"),
        ('responsetime > "5"', "stands where a number is expected"),
        ("http.url = /v2/", "cannot be read"),
        ("http.url > 'a'", "http.url is a text, and is not compared"),
        ("user = ana", "'ana' stands where a text, in quotation marks is expected"),
        ("fault = yes", "'yes' stands where true or false is expected"),
        ('service("api" { fault }', "'{' stands where , is expected"),
        ('service("api") { fault', "the end stands where } is expected"),
        ('service("a", "b")', "service() has 2 names"),
        ('edge("a")', "edge() has 1 names"),
        ("service(api)", "stands where a name in quotation marks"),
        ('service(id(kind: "x"))', "stands where name, type or account.id is expected"),
        ('service("a") { annotation.b = 1 }', "annotation.b cannot stand inside service()"),
        ("(fault", "the end stands where ) is expected"),
        ("fault)", "')' stands where AND, OR or the end is expected"),
        ('http.url = "open', "cannot be read"),
        ("fault && error", "cannot be read"),
        ("(" * 60 + "fault" + ")" * 60, "nested too deeply"),
        ("!" * 1_900, "the end stands where a keyword is expected"),
    ],
)
def test_refused(expression: str, said: str) -> None:
    """The first thing that is wrong is named."""
    with pytest.raises(InvalidValueError) as error:
        check_filter_expression(expression)

    assert said in f"{error.value.what}; {error.value.fix}"
