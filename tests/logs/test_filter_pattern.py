import pytest

from tocsin.logs import FilterPatternError, compile_filter_pattern, field_of

TRAIL = (
    '{"eventType": "UpdateTrail", "sourceIPAddress": "111.111.111.111", "list": ["value", 3],'
    ' "objects": [{"id": 1}, {"id": 2}], "none": null, "flag": true, "cluster.name": "c",'
    ' "latency": 49.5}'
)


@pytest.mark.parametrize("pattern", ["", " ", '""', '" "'])
def test_an_empty_pattern_matches_everything(pattern: str) -> None:
    """Nothing, and quotes around nothing, match every event."""
    assert compile_filter_pattern(pattern)("anything")


@pytest.mark.parametrize(
    ("pattern", "message", "matches"),
    [
        ("ERROR", "[ERROR 400] BAD REQUEST", True),
        ("ERROR", "[error 400] bad request", False),
        ("ERROR ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", True),
        ("ERROR ARGUMENTS", "[ERROR 400] BAD REQUEST", False),
        ("?ERROR ?WARN", "a WARN", True),
        ("?ERROR ?WARN", "INFO", False),
        ("?ERROR ?WARN REQUEST", "INFO REQUEST", True),
        ("?ERROR ?WARN REQUEST", "ERROR", False),
        ('"INTERNAL SERVER ERROR"', "500 INTERNAL SERVER ERROR", True),
        ('"INTERNAL SERVER ERROR"', "SERVER ERROR, INTERNAL", False),
        (r'"say \"no\""', 'they say "no"', True),
        ("ERROR -retried", "ERROR once", True),
        ("ERROR -retried", "ERROR retried", False),
        ("-ERROR", "INFO", True),
    ],
)
def test_terms(pattern: str, message: str, matches: bool) -> None:  # noqa: FBT001 - a table
    """Terms must all be there, or be absent with -, or one of them with ?."""
    assert compile_filter_pattern(pattern)(message) is matches


@pytest.mark.parametrize(
    ("pattern", "message", "matches"),
    [
        ("%AUTHORIZED%", "UNAUTHORIZED", True),
        ("%^[hc]at%", "the cat", False),
        (r"%10\.10%", "1010", False),
        (r"%\d{3}%", "code 404", True),
        (r"%\x3A%", "a:b", True),
        (r"%\d%", "\u0663", False),
    ],
)
def test_regular_expressions(pattern: str, message: str, matches: bool) -> None:  # noqa: FBT001 - a table
    """An expression is searched for anywhere; classes mean ASCII."""
    assert compile_filter_pattern(pattern)(message) is matches


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ('{ $.eventType = "UpdateTrail" }', True),
        ("{ $.eventType = UpdateTrail }", True),
        ('{ $.eventType = "Update*" }', True),
        ('{ $.eventType != "UpdateTrail" }', False),
        ("{ $.sourceIPAddress != 123.123.* }", True),
        ("{ $.eventType = %Trail$% }", True),
        ('{ $.list[0] = "value" }', True),
        ("{ $.list[1] = 3 }", True),
        ("{ $.list[2] = 3 }", False),
        ("{ $.list = 3 }", False),
        ("{ $.list != 3 }", False),
        ('{ $.list[*] = "val*" }', True),
        ("{ $.objects[1].id = 2 }", True),
        ("{ $.objects[*].id > 1 }", True),
        ('{ $.* = "UpdateTrail" }', True),
        ("{ $.['cluster.name'] = \"c\" }", True),
        ("{ $.none IS NULL }", True),
        ("{ $.eventType IS NULL }", False),
        ("{ $.flag IS TRUE }", True),
        ("{ $.flag IS FALSE }", False),
        ("{ $.absent NOT EXISTS }", True),
        ("{ $.none NOT EXISTS }", False),
        ("{ $.latency < 50 }", True),
        ("{ $.latency >= 4.95e1 }", True),
        ("{ $.latency > 49.5 }", False),
        ("{ $.latency = * }", True),
        ("{ $.absent = * }", False),
        # Seen in the console of CloudWatch: what is not there does not differ.
        ('{ $.absent != "a" }', False),
        ("{ $.absent != 5 }", False),
        ('{ $.list[9] != "a" }', False),
        ("{ $.latency < 50 && $.flag IS TRUE }", True),
        ("{ $.latency < 50 || $.a = 1 && $.b = 2 }", True),
        ("{ ($.latency < 50 || $.a = 1) && $.b = 2 }", False),
    ],
)
def test_json(pattern: str, matches: bool) -> None:  # noqa: FBT001 - a table
    """Conditions on fields; && binds more strongly than ||; lists and objects match nothing."""
    assert compile_filter_pattern(pattern)(TRAIL) is matches
    assert not compile_filter_pattern(pattern)("no JSON")


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("[ip, user, name, time, request, status, size]", True),
        ("[ip, user, name, time, request, status]", True),
        ("[ip, user, name, time, request, status, size, more]", False),
        ("[ip, user, name, time, request = *.html*, status = 4*, size]", True),
        ("[ip, user, name, time, request = *.css*, status = 4*, size]", False),
        ("[..., request = *.html*, status = 4*, size]", True),
        ("[..., status = 200 || status = 404, size]", True),
        ("[..., status != 404 && status != 500, size]", False),
        ("[..., size > 1000]", True),
        ("[..., size > 1534]", False),
        (r"[ip = %127\.0\.0\.[1-9]%, rest]", True),
        ('[ip, user = "Prod", rest]', True),
        ("[ip, user = 127*, rest]", False),
    ],
)
def test_space_delimited(pattern: str, matches: bool) -> None:  # noqa: FBT001 - a table
    """Each field is tested by its name; quotes and brackets hold one field together."""
    line = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /a.html HTTP/1.0" 404 1534'
    assert compile_filter_pattern(pattern)(line) is matches


@pytest.mark.parametrize(
    ("pattern", "message", "reference", "value"),
    [
        ("{ $.took = * }", '{"took": 12.5}', "$.took", "12.5"),
        ("{ $.took = * }", '{"took": 12.5}', "$.absent", None),
        ("[..., status, size]", "a 404 1534", "$size", "1534"),
        ("[..., status, size]", "a 404 1534", "$absent", None),
        ("ERROR", "ERROR 7", "$size", None),
        ("ERROR", "ERROR 7", "1", "1"),
    ],
)
def test_a_metric_takes_its_value_from_the_event(
    pattern: str, message: str, reference: str, value: str | None
) -> None:
    """A reference is a field of the event, or the text itself."""
    assert field_of(compile_filter_pattern(pattern), message, reference) == value


@pytest.mark.parametrize(
    "pattern",
    [
        "{ $.flag IS NOT TRUE }",
        "{ $.flag EXISTS }",
        "{ $.a = 1",
        "{ $.a = }",
        "{ $.a > abc }",
        "{ ($.a = 1 }",
        "{ $.a = 1 } }",
        "{ a = 1 }",
        "{ $.a[x] = 1 }",
        "%(ab)+%",
        "%a!%",
        "%[a%",
        "%a",
        '"open',
        "[ip, user, status_code = 4*",
        "[ip, ..., status_code]",
        "[ip = 1 && user = 2]",
        "[ip > abc]",
        '[ip = "open]',
    ],
)
def test_what_is_not_valid_or_not_supported_is_refused(pattern: str) -> None:
    """A pattern that CloudWatch Logs refuses, or that is not supported here, is an error."""
    with pytest.raises(FilterPatternError, match="filter pattern"):
        compile_filter_pattern(pattern)
