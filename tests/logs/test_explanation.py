import pytest

from tocsin.logs import compile_filter_pattern, counted, explain

SEEN = [
    ('{ $.level = "ERROR" }', '{"level": "error"}', '$.level is "error"'),
    ('{ $.level = "ERROR" }', "ERROR no stock", "the pattern reads JSON, and the line is not JSON"),
    ("{ $.user.id = 1 }", '{"user": {}}', "$.user.id is not there"),
    ("{ $.user = * }", '{"user": {}}', "$.user is an object, which no comparison matches"),
    ("{ $.tags = a }", '{"tags": ["a"]}', "$.tags is a list, which no comparison matches"),
    ('{ $.text = "$.level" }', '{"text": "a", "level": 1}', '$.text is "a"'),
    ("[ip, status = 5*]", "10.0.0.1 404", 'ip is "10.0.0.1", status is "404"'),
    ("[ip, status = 5*]", "10.0.0.1", "the line has 1 field, and the pattern names 2"),
    ("ERROR -retried", "error retried", "ERROR is not in it, retried is in it"),
    ("ERROR ?WARN", "WARN", "ERROR is not in it, ?WARN is ignored beside terms without ?"),
    ("%5[0-9]{2}%", "404", "the expression finds nothing"),
    ('" "', "x", "an empty pattern matches everything"),
]


@pytest.mark.parametrize(("pattern", "line", "said"), SEEN)
def test_what_a_pattern_reads(pattern: str, line: str, said: str) -> None:
    """Whoever wrote the pattern sees why a line is counted or is not."""
    assert explain(pattern, line) == said


def test_long_values_are_shortened() -> None:
    """A line of a log may be long; what is said about it is not."""
    assert len(explain("{ $.a = 1 }", f'{{"a": "{"x" * 900}"}}')) < 80


@pytest.mark.parametrize(
    ("pattern", "value", "line", "number"),
    [
        ("{ $.ms = * }", "$.ms", '{"ms": 12.5}', 12.5),
        ("{ $.ms = * }", "$.ms", '{"ms": "12"}', 12),
        ("{ $.ms = * }", "$.ms", '{"ms": "long"}', None),
        ("{ $.ms = * }", "$.ms", '{"ms": 1e999}', None),
        ("{ $.ms = * }", "2", '{"ms": 1}', 2),
        ("{ $.ms = * }", "2", '{"other": 1}', None),
        ("[ip, bytes]", "$bytes", "10.0.0.1 1534", 1534),
    ],
)
def test_what_a_line_adds_to_the_metric(
    pattern: str, value: str, line: str, number: float | None
) -> None:
    """A line that matches and has no number adds nothing."""
    assert counted(compile_filter_pattern(pattern), line, value) == number
