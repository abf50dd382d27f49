"""Tags of a selection of which one is enough, where people may mean that all have to be there."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.recovery import Selection

_ID = "backup/selection-or-for-and"


def _find(subject: Subject) -> Iterator[Verdict]:
    for selection in subject.backups.selections:
        keys = _keys(selection)
        if len(keys) > 1:
            yield selection.part.at("ListOfTags").problem(
                _ID,
                f"the selection takes what has any of the tags {' and '.join(sorted(keys))}: one "
                "of them is enough",
                "write Conditions.StringEquals with aws:ResourceTag/KEY where all of them have to "
                "be there; leave it where one is meant to be enough",
                why="ListOfTags are joined by OR, and Conditions by AND",
                severity="note",
            )


def _keys(selection: Selection) -> frozenset[str]:
    """Return the different keys among the tags; several values of one can only mean OR."""
    keys = (tag.at("ConditionKey").text for tag in selection.tags)
    return frozenset(key for key in keys if key is not None)


CHECK = Check(
    id=_ID,
    title="Tags that all have to be there stand in Conditions, not in ListOfTags.",
    severity="note",
    run=_find,
    sources=("https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html",),
)
