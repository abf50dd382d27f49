import pytest

from tocsin.diagnostics import did_you_mean, quoted


@pytest.mark.parametrize(
    ("value", "text"),
    [("a", "'a'"), (5, "5"), (None, "nothing"), ("x" * 99, "'" + "x" * 56 + "...")],
)
def test_value_fits_into_a_line(value: object, text: str) -> None:
    """A value is shown as it would be written, and cut when it is long."""
    assert quoted(value) == text


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("wran", ["info", "warning"], "use one of info, warning"),
        ("warnig", ["info", "warning"], "did you mean 'warning'? Use one of info, warning"),
        ("WARNING", ["info", "warning"], "did you mean 'warning'? Use one of info, warning"),
        ("inof", ["info"], "did you mean 'info'?"),
        ("eks_cluster", ["msk_cluster", "s"], "use one of msk_cluster, s"),
        (
            "lambda_funtcion",
            ["lambda_function"],
            "did you mean 'lambda_function'?",
        ),
        ("sqsqueue", ["sqs_queue"], "did you mean 'sqs_queue'?"),
        ("x", ["info"], "use info"),
        ("x", [], "none is defined; remove it"),
    ],
)
def test_hint_names_the_nearest_or_all(word: str, known: list[str], hint: str) -> None:
    """A word that is near in each part gets the nearest first; all are listed in their order."""
    assert did_you_mean(word, known) == hint


def test_long_lists_are_cut() -> None:
    """Of very many words only the first are listed."""
    hint = did_you_mean("x", [f"name {number}" for number in range(500)])

    assert hint.endswith("name 23 and 476 more")
