"""Each kind of change, and the sentence that it makes."""

from collections import Counter
from pathlib import Path

import pytest

from tests.support.review_table import PAGE, page
from tests.support.reviews import Case, cases, said, sides
from tocsin.review import KINDS, Change, review

CASES = tuple(cases())

ELSEWHERE = ("backtest/", "data/", "drill/", "escalation/")
"""Families whose kinds other tests of this folder make."""

OPPOSITES = {
    "alarm/added": "alarm/removed",
    "alarm/disabled": "alarm/enabled",
    "alarm/fires-later": "alarm/fires-sooner",
    "alarm/fires-less": "alarm/fires-more",
    "alarm/less-urgent": "alarm/more-urgent",
    "alarm/page-in-time": "alarm/page-too-late",
    "alarm/renamed": "alarm/renamed",
    "alarm/silence-fires": "alarm/silence-is-fine",
    "alarm/suppressed": "alarm/not-suppressed",
    "backup/copy-added": "backup/copy-removed",
    "backup/lock-stronger": "backup/lock-weaker",
    "backup/loses-less": "backup/loses-more",
    "backup/objective-met": "backup/objective-missed",
    "backup/retention-lengthened": "backup/retention-shortened",
    "backup/takes-less-long": "backup/takes-longer",
    "cost/less": "cost/more",
    "dashboard/added": "dashboard/removed",
    "data/kept": "data/no-longer-kept",
    "log/metric-added": "log/metric-removed",
    "log/retention-lengthened": "log/retention-shortened",
    "mute/added": "mute/removed",
    "protection/gained": "protection/lost",
    "service/pages-nobody": "service/pages-somebody",
    "topic/added": "topic/removed",
    "topic/subscription-added": "topic/subscription-removed",
    "tracing/fewer": "tracing/more",
    "tracing/rule-added": "tracing/rule-removed",
}
"""What a kind of change is on the way back."""

BACK = {**OPPOSITES, **{other: one for one, other in OPPOSITES.items()}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_change_makes_its_sentence(case: Case, tmp_path: Path) -> None:
    """What is said of an edit is what the case has; on the way back it is the opposite.

    That alarms are left aside which nothing concerns changes nothing of it.
    """
    base, head = sides(tmp_path, case.before, case.after)
    found = review(base, head)
    assert said(found) == case.says
    assert all(map(_is_whole, found.changes))
    assert len({each.fingerprint for each in found.changes}) == len(found.changes)
    assert found == review(base, head, hides_unaffected=False)
    there = [each.kind for each in found.changes]
    back = [each.kind for each in review(head, base).changes]
    opposites = Counter(BACK[each] for each in there if each in BACK)
    assert opposites == Counter(each for each in back if each in BACK)


def _is_whole(change: Change) -> bool:
    """Say whether a change has all that is needed to show it, as one sentence in one line."""
    sentence = change.sentence
    is_sentence = sentence[0].isupper() and sentence[-1] == "." and "\n" not in sentence
    return is_sentence and change.kind in KINDS and bool(change.where.source and change.subject)


def test_each_kind_has_a_case() -> None:
    """No kind of change is without an example of its sentence."""
    made = {line.split(" ")[1].removesuffix(":") for case in CASES for line in case.says}
    missing = {kind for kind in KINDS if not kind.startswith(ELSEWHERE)} - made
    assert missing == set()


def test_the_page_of_kinds_is_current() -> None:
    """Each kind is on the page, with a sentence that a review has said."""
    assert PAGE.read_text() == page()
