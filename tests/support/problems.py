"""What tests ask of problems."""

from tocsin.diagnostics import InvalidInputError


def columns(error: InvalidInputError) -> list[int]:
    """Return the columns at which a text of one line is wrong, counted from 1."""
    positions = [problem.where.position for problem in error.problems]
    return [position.column for position in positions if position is not None]
