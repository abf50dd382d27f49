import pytest

from tocsin.recorded.canonical_expression import canonical_expression


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("ANOMALY_DETECTION_BAND(m1, 2)", "ANOMALY_DETECTION_BAND(<errors>,2)"),
        ("ANOMALY_DETECTION_BAND(e1)", "ANOMALY_DETECTION_BAND((<errors>/<requests>))"),
        ("SEARCH('m1 m2', 'Sum')", "SEARCH('m1m2','Sum')"),
        ('SELECT AVG(x) FROM "m1"', 'SELECTAVG(x)FROM"m1"'),
    ],
)
def test_canonical_expression_has_no_ids(expression: str, expected: str) -> None:
    """Ids are replaced by what they stand for, however deep, but not within quotes."""
    metrics = {"m1": "<errors>", "m2": "<requests>"}

    found = canonical_expression("band", metrics, {"band": expression, "e1": "m1 / m2"})

    assert found == expected


def test_expressions_that_use_each_other_come_to_an_end() -> None:
    """Expressions in a circle, which CloudWatch refuses, do not go on forever."""
    assert canonical_expression("a", {}, {"a": "b + 1", "b": "a + 1"}) == "(a+1)+1"
