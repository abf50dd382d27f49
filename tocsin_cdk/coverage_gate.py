"""How many of the recommended alarms an app has to have."""

from tocsin.checks import Coverage, percent
from tocsin.diagnostics import InvalidValueError, Location, Problem, quoted
from tocsin_cdk.templates import Templates

_ALL = 100
_ID = "coverage/too-low"


def checked_percentage(value: int | None) -> int | None:
    """Return a percentage, which an app may have from anywhere.

    Raises:
        InvalidValueError: It is none.
    """
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if value is not None and not (is_number and 0 <= value <= _ALL):
        raise InvalidValueError(f"{quoted(value)} is not a percentage", "write 0 to 100")
    return value


def shortfall(coverage: Coverage, templates: Templates, at_least: int) -> list[Problem]:
    """Return that fewer alarms are there than are asked for; nothing if enough are.

    Args:
        coverage: How the resources of the whole app are watched.
        templates: The templates that the CDK asks about.
        at_least: The percentage that is asked for.
    """
    asked = Coverage(
        resources=tuple(
            each for each in coverage.resources if templates.concern(each.resource.where.source)
        )
    )
    score = percent(asked.score)
    if score >= at_least:
        return []
    return [
        Problem(
            kind=_ID,
            where=Location(source="coverage"),
            what=f"{score} % of the recommended alarms are there, weighted by severity, and "
            f"{at_least} % are asked for",
            fix="add what `tocsin check --coverage` lists, or say there why it is not wanted",
        )
    ]
