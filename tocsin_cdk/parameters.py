"""Values of parameters that an app gives to the checks."""

from collections.abc import Iterable

from tocsin.diagnostics import InvalidInputError, Location, Problem, did_you_mean


def refuse_unknown(given: Iterable[str], declared: tuple[str, ...]) -> None:
    """Go on only if some template has each parameter that a value is given for.

    Raises:
        InvalidInputError: None has.
    """
    problems = [
        Problem(
            kind="option/unknown-parameter",
            where=Location(source=f"parameters[{name!r}]"),
            what="no template has this parameter",
            fix=did_you_mean(name, declared),
        )
        for name in given
        if name not in declared
    ]
    if problems:
        raise InvalidInputError(problems)
