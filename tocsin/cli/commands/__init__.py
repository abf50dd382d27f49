"""The commands, one a file; each is imported when it is run, with no more than it needs."""

from collections.abc import Callable, Mapping
from importlib import import_module

COMMANDS: Mapping[str, str] = {
    "init": "Write a viewpoint to start from, and a first drill; nothing is overwritten.",
    "validate": (
        "Check a viewpoint, and the plan of each of its stages; report every problem at once."
    ),
    "plan": "Show what would be built for a stage: alarms and how soon they page, topics, backups.",
    "traffic": "Show how often alarms that count events fire although nothing is wrong.",
    "on-call": "Show who is on call, until when, and who takes over.",
    "catalogue": "List the resource types, or the identifiers and alarms of one of them.",
    "schema": "Print the JSON Schema of viewpoints, from which editors complete and check them.",
    "reference": "Print every key of a viewpoint as Markdown.",
    "dashboards": (
        "Write the Grafana dashboards of a stage, one JSON file each; other files are left alone."
    ),
    "runbooks": ("List the alarms that lack a runbook, and links in runbooks that lead nowhere."),
    "check": "Say what is wrong with the alarms of templates, and with what should tell people.",
    "test": "Run drills: metric data through the alarms of an assembly, before they are deployed.",
    "mute": "Print the commands that mute alarms for a deployment, and those that end it early.",
    "preflight": (
        "Ask an account what the deployment of a stage would lack, and what one has left undone."
    ),
    "record": "Record from CloudWatch what the alarms of an assembly read, for `tocsin backtest`.",
    "backtest": (
        "Replay recorded metric data through alarms: what would have alerted people, and how often."
    ),
}
"""What each command does, by its name, which is also that of its file: with _ for -."""


def load(name: str) -> Callable[..., None]:
    """Import the file of a command, and return its function."""
    run: Callable[..., None] = import_module(f"{__name__}.{name.replace('-', '_')}").run
    return run


__all__ = [
    "COMMANDS",
    "load",
]
