from pathlib import Path

from local.fingerprint import fingerprint


def test_the_fingerprint_follows_the_code(tmp_path: Path) -> None:
    """It changes with the overlay's and the evaluator's code, and with nothing else."""
    for folder in ("local/overlay", "tocsin/evaluation/math", "tests"):
        (tmp_path / folder).mkdir(parents=True)
    empty = fingerprint(tmp_path)
    (tmp_path / "tests" / "x.py").write_text("1")
    assert fingerprint(tmp_path) == empty
    (tmp_path / "tocsin/evaluation/math/x.py").write_text("1")
    first = fingerprint(tmp_path)
    (tmp_path / "tocsin/evaluation/math/x.py").write_text("2")
    assert len({empty, first, fingerprint(tmp_path)}) == 3
