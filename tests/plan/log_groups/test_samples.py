import json

import pytest

from tests.support.viewpoints import changed, errors_of, problems_of

WHERE = "services.checkout.log_groups.app.metric_filters.errors"


def _with_filter(pattern: str, *samples: tuple[str, object], value: str = "1") -> str:
    settings = {
        "pattern": pattern,
        "namespace": "Shop",
        "metric": "Errors",
        "value": value,
        "samples": [{"line": line, "counts": counts} for line, counts in samples],
    }
    group = json.dumps({"name": "/shop", "metric_filters": {"errors": settings}})
    return changed(("owner: payments", f"owner: payments\n    log_groups: {{app: {group}}}"))


def test_samples_that_agree_are_fine() -> None:
    """Lines that are counted and lines that are not, as the filter does."""
    text = _with_filter(
        '{ $.level = "ERROR" }', ('{"level": "ERROR"}', 1), ('{"level": "INFO"}', "no")
    )

    assert problems_of(text) == ()


@pytest.mark.parametrize(
    ("pattern", "value", "line", "counts", "said"),
    [
        ("{ $.level = ERROR }", "1", "ERROR", 1, "the line is not JSON"),
        ("{ $.level = ERROR }", "1", '{"level": "error"}', 1, '$.level is "error"'),
        ("ERROR", "1", "ERROR", "no", "ERROR is in it"),
        ("{ $.ms = * }", "$.ms", '{"ms": 7}', 8, "counts 7"),
        ("{ $.ms = * }", "$.took", '{"ms": 7}', 7, "has no number at $.took"),
    ],
)
def test_sample_that_disagrees(
    pattern: str, value: str, line: str, counts: object, said: str
) -> None:
    """The problem stands at the sample, and says what the pattern reads in its line."""
    samples = ((line, counts), (line, counts))
    problem, _ = errors_of(_with_filter(pattern, *samples, value=value))

    assert problem.kind == "plan/wrong-sample"
    assert problem.where.subject == f"{WHERE}.samples[0]"
    assert said in problem.what


def test_samples_of_which_none_matches() -> None:
    """Lines that are not counted alone do not show that any is."""
    (problem,) = problems_of(_with_filter("ERROR", ("all is well", "no")))

    assert (problem.kind, problem.severity) == ("plan/no-sample-matches", "note")


def test_pattern_that_no_line_matches() -> None:
    """Without any sample, a pattern that contradicts itself is an error; samples add nothing."""
    text = _with_filter('{ $.level = "ERROR" && $.level = "WARN" }', ('{"level": "WARN"}', 1))

    assert [each.kind for each in problems_of(text)] == ["plan/pattern-never"]


@pytest.mark.parametrize("counts", [True, "yes", "1"])
def test_counts_is_a_number_or_no(counts: object) -> None:
    """Anything else is wrong where it stands."""
    (problem,) = problems_of(_with_filter("ERROR", ("ERROR", counts)))

    assert problem.where.subject == f"{WHERE}.samples[0].counts"
    assert "no" in problem.fix or "no" in problem.what
