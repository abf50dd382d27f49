"""Baselines: what was there before, by names that outlast edits."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.triage import SILENT, silent, silent_alarm, triaged, waived, written
from tocsin.diagnostics import InvalidInputError
from tocsin.triage import Baseline, Key, read_baseline


def test_what_is_known_does_not_count(tmp_path: Path) -> None:
    """Only what is new does."""
    before = triaged(written(tmp_path, A=silent_alarm())).baseline
    found = triaged(written(tmp_path, B=silent_alarm(), A=silent_alarm()), baseline=before)
    assert [each.place.subject for each in found.new] == ["B"]
    assert found.stale == {}


def test_another_of_a_kind_is_new(tmp_path: Path) -> None:
    """A resource that had one problem of a check, and now has two, has a new one."""
    path = written(tmp_path, A=silent_alarm())
    before = triaged(path).baseline
    found = triaged(path, check=silent(times=3), baseline=before)
    assert [each.state for each in found.findings] == ["baseline", "new", "new"]


def test_moved_lines_and_other_orders_do_not_matter(tmp_path: Path) -> None:
    """Neither what stands in a baseline nor fingerprints have lines in them."""
    one, other = silent_alarm(), silent_alarm(note="longer")
    first = triaged(written(tmp_path, A=one, B=other, C=one))
    again = triaged(written(tmp_path, C=one, New={"Type": "Custom::A"}, B=other, A=one))
    assert first.baseline == again.baseline
    assert {each.fingerprint for each in first.findings} == {
        each.fingerprint for each in again.findings
    }
    assert len({each.fingerprint for each in first.findings}) == 3


def test_what_was_put_right_is_stale(tmp_path: Path) -> None:
    """Writing the baseline again drops it."""
    path = written(tmp_path, A=silent_alarm(), B=silent_alarm())
    before = triaged(path, check=silent(times=2)).baseline
    found = triaged(written(tmp_path, A=silent_alarm()), baseline=before)
    assert found.stale == {Key(SILENT, "shop.json", "A"): 1, Key(SILENT, "shop.json", "B"): 2}
    assert found.baseline.counts == {Key(SILENT, "shop.json", "A"): 1}


def test_what_was_not_asked_is_not_stale(tmp_path: Path) -> None:
    """Whoever asks one check alone has not put the others right."""
    before = Baseline.of([Key(SILENT, "shop.json", "B"), Key("gone/check", "shop.json", "B")])
    path = written(tmp_path, A={"Type": "Custom::A"})
    found = triaged(path, baseline=before, asked=["waiver/unused"])
    assert list(found.stale) == [Key("gone/check", "shop.json", "B")]


def test_what_is_waived_is_not_written(tmp_path: Path) -> None:
    """It has a reason already; when the waiver ends, it counts."""
    assert triaged(written(tmp_path, A=waived())).baseline.counts == {}


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Templates are called by their files, wherever they are named from."""
    paths = [written(tmp_path, name=f"{folder}/template.json", A=silent_alarm()) for folder in "ab"]
    by_files = triaged(paths[0], paths[1])
    assert {each.place.stack for each in by_files.findings} == {
        "template.json",
        (tmp_path / "b/template.json").as_posix(),
    }


def test_the_file_is_sorted_and_has_a_line_for_each(tmp_path: Path) -> None:
    """So that people read it and branches merge."""
    keys = [Key("b/x", "s", "R"), Key("a/y", "t", "R"), Key("a/y", "s", "Z"), Key("a/y", "s", "Z")]
    text = Baseline.of(keys).text()
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        "version: 1",
        "problems:",
        "  a/y:",
        "    s:",
        "      Z: 2",
        "    t:",
        "      R: 1",
        "  b/x:",
        "    s:",
        "      R: 1",
    ]
    assert tmp_path.name not in text


words = st.text(min_size=1, max_size=12)


@given(
    counts=st.dictionaries(
        st.builds(Key, words, words, words), st.integers(min_value=1, max_value=99), max_size=6
    )
)
def test_what_is_written_is_read_again(counts: dict[Key, int]) -> None:
    """Whatever stacks and resources are called."""
    text = Baseline(counts=counts).text()
    assert read_baseline(text, name="baseline.yaml").counts == counts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[]", "baseline/wrong-type"),
        ("problems: {}", "baseline/version"),
        ("version: 2\nproblems: {}", "baseline/version"),
        ("version: 1\nproblems: {a: {s: {R: 0}}}", "baseline/wrong-count"),
        ("version: 1\nproblems: {a: {s: {R: true}}}", "baseline/wrong-count"),
        ("version: 1\nproblems: {a: {s: [R]}}", "baseline/wrong-type"),
        ("version: 1\nproblem: {}", "baseline/unknown-key"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(text: str, kind: str) -> None:
    """With where it is wrong."""
    with pytest.raises(InvalidInputError) as refused:
        read_baseline(text, name="baseline.yaml")
    assert [each.kind for each in refused.value.problems] == [kind]
    assert refused.value.problems[0].where.source == "baseline.yaml"
