"""What is said of severities that nobody has said."""

from collections import Counter
from collections.abc import Iterable

from rich.console import Console

from tocsin.simulation import DeployedAlarm

_MOST_SOURCES = 3


def print_guesses(console: Console, alarms: Iterable[DeployedAlarm]) -> None:
    """Say that severities are guessed, and by what: nobody has said them."""
    sources = Counter(
        (each.severity, each.severity_source.removeprefix("guessed: "))
        for each in alarms
        if each.severity_is_guess
    )
    if not sources:
        return
    parts = [f"{number} {severity} ({by})" for (severity, by), number in sources.most_common()]
    rest = len(parts) - _MOST_SOURCES
    more = f" and {rest} more" if rest > 0 else ""
    listed = ", ".join(parts[:_MOST_SOURCES])
    text = f"severities are guessed, as no tocsin.yaml says them: {listed}{more}"
    console.print(text, style="yellow")
