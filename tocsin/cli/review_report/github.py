"""What matters of a review as annotations of GitHub Actions."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from tocsin.cli.github_commands import Level, annotation
from tocsin.cli.review_report.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.cli.review_report.result import ReviewResult
    from tocsin.on_call import Severity
    from tocsin.review import Change

_LEVELS: Mapping[Severity, Level] = {"critical": "error", "warning": "warning", "info": "notice"}


def review_annotations(result: ReviewResult) -> str:
    """Return a workflow command for each change that matters, a line each.

    GitHub shows the first ten of a level: no two of these say the same, if there are so many that
    do not.
    """
    alike = folded(each for each in result.review.changes if each.matters)
    ordered = chain((each.first for each in alike), *(each.others for each in alike))
    return "".join(f"{_annotation(each, result)}\n" for each in ordered)


def _annotation(change: Change, result: ReviewResult) -> str:
    lines = (change.sentence, change.why, change.fix and f"fix: {change.fix}")
    file = result.file(change.where)
    return annotation(_LEVELS[change.severity], change.where, file, change.kind, lines)
