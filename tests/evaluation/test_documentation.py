"""docs/evaluation.md says what the evaluator does."""

import re
from contextlib import redirect_stdout
from dataclasses import fields, is_dataclass
from io import StringIO
from pathlib import Path

from tocsin.evaluation import EvaluationOptions
from tocsin.evaluation.conformance.kinds import KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")


def test_every_option_is_documented_with_its_default() -> None:
    """Each choice that AWS leaves open has a row with its default."""
    rows = {row[0]: row[1] for row in re.findall(r"^\| `(\w+)` \| ([^|]+) \|", PAGE, re.MULTILINE)}
    defaults = EvaluationOptions()

    for field in fields(EvaluationOptions):
        default = getattr(defaults, field.name)
        written = f"{default:g}" if isinstance(default, int | float) else default
        named = [part.name for part in fields(default)] if is_dataclass(default) else [written]
        assert all(name in rows[field.name] for name in named)


def test_every_kind_of_case_is_documented() -> None:
    """Each kind has a row that names everything it compares."""
    for name, kind in KINDS.items():
        row = re.search(rf"^\| `{name}` \|.*$", PAGE, re.MULTILINE)
        assert row is not None
        for expectation in kind.expectations:
            assert f"`{expectation}`" in row[0]


def test_example_prints_what_the_page_says() -> None:
    """The example on the page runs, and its comment is its output."""
    example = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    printed = StringIO()
    with redirect_stdout(printed):
        exec(example[1], {})  # noqa: S102 -- the page's own example
    said = re.search(r"^# (.*?) …$", example[1], re.MULTILINE)

    assert said is not None
    assert printed.getvalue().startswith(said[1])
