from difflib import SequenceMatcher, get_close_matches
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.diagnostics import did_you_mean, quoted
from tocsin.diagnostics.nearest_word import nearest_word

WORDS = st.text(alphabet="abcdeorst", min_size=1, max_size=9)
KINDS = ("orders", "payments")


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
        ("rds", ["rds_instance", "rds_proxy", "x"], "did you mean one of rds_instance, rds_proxy?"),
        (
            "EKS",
            ["eks_control_plane", "tables"],
            "did you mean 'eks_control_plane'? Use one of eks_control_plane, tables",
        ),
        (
            "kms_grant",
            ["kms_key_of_all", "kms_all", "sns"],
            "did you mean one of kms_key_of_all, kms_all?",
        ),
        ("-", ["-a"], "use -a"),
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


@pytest.mark.parametrize("value", [10**5000, [10**5000], {"a": 10**5000}], ids=type)
def test_a_number_that_python_does_not_write_is_told(value: object) -> None:
    """A template in hexadecimal notation may have it."""
    assert quoted(value).endswith("with an integer of thousands of digits")


@given(known=st.lists(WORDS, min_size=1, max_size=6, unique=True), word=WORDS)
def test_the_nearest_is_that_of_the_standard_library(known: list[str], word: str) -> None:
    """An index saves comparisons, and finds what comparing with all would find."""
    ranked = get_close_matches(word, known, n=1, cutoff=0.7)
    expected = {SequenceMatcher(None, each, word).ratio() for each in ranked[:1]}

    found = nearest_word(word, known)

    assert {SequenceMatcher(None, each, word).ratio() for each in [found] if each} == expected


def test_very_many_wrong_names_are_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand names that nobody knows cost a comparison or two each, not three hundred."""
    compared = 0

    class Counted(SequenceMatcher[str]):
        def ratio(self) -> float:
            nonlocal compared
            compared += 1
            return super().ratio()

    # The face of the room has a function of the module's name.
    module = import_module("tocsin.diagnostics.nearest_word")
    monkeypatch.setattr(module, "SequenceMatcher", Counted)
    known = [
        f"shop-prod-{kind}-{number}" for number in range(60) for kind in ("orders", "payments")
    ]

    for number in range(200):
        did_you_mean(f"unknown {number} of somebody else", known)

    assert compared < 200 * 7
