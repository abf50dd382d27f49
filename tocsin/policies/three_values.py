"""Logic with three values: yes, no, and None for what is not known."""

from collections.abc import Iterable


def all_hold(outcomes: Iterable[bool | None]) -> bool | None:
    """Say whether all hold; one that does not decides, whatever is not known of the others."""
    known = list(outcomes)
    if False in known:
        return False
    return None if None in known else True


def any_holds(outcomes: Iterable[bool | None]) -> bool | None:
    """Say whether any holds; one that does decides, whatever is not known of the others."""
    known = list(outcomes)
    if True in known:
        return True
    return None if None in known else False


def contrary(outcome: bool | None) -> bool | None:  # noqa: FBT001 -- it is what this is about
    """Return the contrary of an outcome; of what is not known, nothing is known."""
    return None if outcome is None else not outcome
