"""Writes docs/review-kinds.md: each kind of change, and a sentence of one.

`python -m tests.support.review_table` writes it anew. The sentences are those of the cases of
tests/review, so that each is one that a review has said.
"""

from tests.support.project import ROOT
from tests.support.reviews import cases
from tocsin.diagnostics import markdown_text
from tocsin.review import KINDS, ChangeKind

PAGE = ROOT / "docs" / "review-kinds.md"
_HEAD = """\
# Kinds of changes

What `tocsin diff` tells apart: [review.md](review.md) says how it is used. A kind *matters* if
somebody has to look at a change of it; a change of it may say otherwise, as a mechanism that is
lost of a data store that meets its objective all the same. `+` is better for the people on call,
`-` is worse, `~` is neither.

| Kind | | Matters | What it is, and an example |
|---|---|---|---|
"""
_SIGNS = {"worse": "-", "better": "+", "other": "~"}


def page() -> str:
    """Return the page as it is now."""
    examples: dict[str, str] = {}
    for case in cases():
        for line in case.says:
            _, kind, sentence = line.split(" ", 2)
            examples.setdefault(kind.removesuffix(":"), sentence)
    rows = [_row(each, examples.get(each.id, "")) for each in KINDS.values()]
    return f"{_HEAD}{''.join(rows)}"


def _row(kind: ChangeKind, example: str) -> str:
    shown = f"<br>*{markdown_text(example)}*" if example else ""
    matters = "yes" if kind.matters else ""
    return f"| `{kind.id}` | {_SIGNS[kind.effect]} | {matters} | {kind.title}{shown} |\n"


if __name__ == "__main__":
    PAGE.write_text(page())
