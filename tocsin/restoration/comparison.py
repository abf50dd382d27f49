"""Facts of a restored data store, compared with what is said of it or with what was backed up."""

from typing import TypeVar

from tocsin.restoration.finding import Finding, failed, passed

Fact = TypeVar("Fact")


def in_state(state: str, ready: frozenset[str]) -> Finding:
    """Return whether a state is one in which a data store can be used."""
    return passed(f"it is {state}") if state in ready else failed(f"it is {state or 'gone'}")


def same(what: str, key: str, found: Fact, *, said: Fact | None, source: Fact | None) -> Finding:
    """Compare a fact with what is said of it, or else with that of what was backed up.

    Args:
        what: What people call it.
        key: What an expectation calls it.
        found: The fact.
        said: What it must be; None if nothing is said.
        source: What it is where it was backed up; None if that could not be found out.
    """
    wanted = source if said is None else said
    if wanted is None:
        return nothing_to_compare(what, key)
    if found == wanted:
        return passed(
            f"the {what} is {found}" if isinstance(found, str) else f"the {what} is right"
        )
    if isinstance(found, str):
        return failed(f"the {what} is {found}, not {wanted}")
    return failed(f"the {what} differs")


def encrypted(found: bool, *, said: bool | None, source: bool | None) -> Finding:  # noqa: FBT001 - the fact itself
    """Return whether encryption is as it must be; it always may be."""
    if found:
        return passed("it is encrypted")
    wanted = source if said is None else said
    if wanted is None:
        return nothing_to_compare("encryption", "encrypted")
    if wanted:
        return failed("it is not encrypted")
    return passed("it is not encrypted, as it need not be")


def at_least(what: str, found: int, wanted: int) -> Finding:
    """Return whether there is enough of something."""
    if found < wanted:
        return failed(f"{found} {what}, and not at least {wanted}")
    return passed(f"at least {wanted} {what}")


def nothing_to_compare(what: str, key: str) -> Finding:
    """Return that a fact has nothing that it could be compared with."""
    return failed(
        f"the {what} has nothing to be compared with: what was backed up could not be described, "
        f"and {key} is not said"
    )
