from pathlib import Path

from local.fingerprint import ROOT, SOURCES, fingerprint
from tests.support.imports import imported_modules


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


def test_all_that_runs_in_the_emulator_is_in_the_fingerprint() -> None:
    """A room that the overlay uses counts, and so do the rooms that this room uses."""
    imported = {
        module
        for source in SOURCES
        for path in (ROOT / source).rglob("*.py")
        for module in imported_modules(path.read_text())
    }
    rooms = {"/".join(name.split(".")[:2]) for name in imported if name.startswith("tocsin.")}

    assert rooms == {source for source in SOURCES if source.startswith("tocsin/")}
