"""That a comment could not be written, and what a person can do about it."""

from tocsin.comments.answer import Answer
from tocsin.diagnostics import Location, Problem


class CommentFailure(Exception):  # noqa: N818 - the user made no error
    """A forge did not do what was asked.

    Attributes:
        problem: What failed, and what to do about it.
        status: The status by which it said so; 0 if it did not answer.
    """

    def __init__(self, kind: str, where: str, what: str, fix: str, *, status: int = 0) -> None:
        self.problem = Problem(kind=kind, where=Location(source=where), what=what, fix=fix)
        self.status = status
        super().__init__(str(self.problem))


def refused(where: str, answer: Answer, *, fix: str = "") -> CommentFailure:
    """Return the failure of an answer that is not what was asked for.

    Args:
        where: What was asked.
        answer: What it answered.
        fix: What to do about it, if that is known.
    """
    said = f": {answer.said}" if answer.said else ""
    what = f"it answers with status {answer.status}{said}"
    known = fix or "look at what it says, and at the repository and the number that are named"
    return CommentFailure("comment/refused", where, what, known, status=answer.status)
