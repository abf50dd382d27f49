"""What a change of templates changes for the people on call.

`review` compares two assemblies, BASE and HEAD, and gives a `Review`: its `Change`s, the most
important first. A `Change` is data: its kind (`KINDS` says what each means), what it is about, a
sentence, the values before and after, where in the templates it is, and whether somebody has to
look at it. Whoever shows a review needs nothing else.

What only is written in another way is no change: see `tocsin.assembly.normal_form`.
"""

from tocsin.review.alarms import PageTimeChange
from tocsin.review.change import Change, ChangedSide, Effect
from tocsin.review.kinds import KINDS, ChangeKind
from tocsin.review.known import Known
from tocsin.review.review import FailOn, Group, Review, review

__all__ = [
    "KINDS",
    "Change",
    "ChangeKind",
    "ChangedSide",
    "Effect",
    "FailOn",
    "Group",
    "Known",
    "PageTimeChange",
    "Review",
    "review",
]
