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
    "tracing": (
        "Show which sampling rule each route takes, how many traces follow, and what they cost."
    ),
    "on-call": "Show who is on call, until when, and who takes over.",
    "catalogue": "List the resource types, or the identifiers and alarms of one of them.",
    "schema": "Print the JSON Schema of viewpoints, from which editors complete and check them.",
    "reference": "Print every key of a viewpoint as Markdown.",
    "dashboards": "Write the dashboards of a stage, check them, and bring them into Grafana.",
    "runbooks": ("List the alarms that lack a runbook, and links in runbooks that lead nowhere."),
    "check": "Say what is wrong with the alarms of templates, and with what should tell people.",
    "diff": "Say what a change of templates changes for the people on call.",
    "comment": "Keep a comment on a pull request up to date: it is found again, and edited.",
    "pipeline": "Print a script or a workflow that reviews, deploys or looks for drift.",
    "recovery": (
        "Show what each data store loses, how long recovery takes, and which objectives hold."
    ),
    "cost": "Show what alarms, logs, traces, paging and backups cost a month, by a list of prices.",
    "test": "Run drills: metric data through the alarms of an assembly, before they are deployed.",
    "mute": "Print the commands that mute alarms for a deployment, and those that end it early.",
    "preflight": (
        "Ask an account what the deployment of a stage would lack, and what one has left undone."
    ),
    "oncall": "Show who is on call and when, check turns, and let somebody stand in for a time.",
    "ack": "Acknowledge an incident: somebody looks after it, and nobody else is paged.",
    "diagram": (
        "Draw what is watched, how incidents are answered, or how data are protected, by Mermaid."
    ),
    "incidents": "List incidents, show one, note and resolve it, review it, and count them.",
    "page-test": "Page whoever is on call by a test alarm, and follow it until somebody answers.",
    "record": "Record from CloudWatch what the alarms of an assembly read, for `tocsin backtest`.",
    "backtest": (
        "Replay recorded metric data through alarms: what would have alerted people, and how often."
    ),
}
"""What each command does, by its name, which is also that of its file: with _ for -."""

GROUPS: Mapping[str, Mapping[str, str]] = {
    "dashboards": {
        "build": (
            "Write the Grafana dashboards of a stage, one JSON file each; other files are left "
            "alone."
        ),
        "export": (
            "Write the dashboards of a stage with what Grafana, Git Sync or Terraform needs to "
            "read them."
        ),
        "lint": "Say what is wrong with dashboards: files or folders of them, whoever made them.",
        "preview": (
            "Draw dashboards by Grafana's components, as one page with the data of drills or a "
            "recording."
        ),
        "publish": (
            "Bring the dashboards of a stage into a Grafana; what others have made is left alone."
        ),
    },
    "diagram": {
        "backup": "Print how data are protected: backups, their copies, and what replicates them.",
        "monitoring": (
            "Print what is watched and whom it tells: services, resources, alarms, logs and boards."
        ),
        "incident": "Print how an incident is answered: from the alarm to whoever looks after it.",
    },
    "oncall": {
        "who": "Show who is on call, until when, and who takes over.",
        "calendar": "Show who is on call over some weeks, or export it to calendars of people.",
        "check": "Say what is wrong with the turns of some weeks, and who has how many hours.",
        "override": "Let somebody have a rotation for a time; it counts from the next page on.",
        "overrides": (
            "List who stands in for whom, now and later, by what `tocsin oncall override` said."
        ),
        "end-override": (
            "End what `tocsin oncall override` said, now if it has begun; turns go on."
        ),
    },
    "incidents": {
        "list": "List the incidents of a stage, the newest first; those that are not over.",
        "show": "Show an incident: what fires, who was paged and when, and all that happened.",
        "note": "Write a note into the timeline of an incident.",
        "review": (
            "Write a page to review an incident: timeline, times, charts, changes, and room for "
            "causes."
        ),
        "stats": (
            "Count incidents: how fast people answer, how often they are paged, and hours on call."
        ),
        "resolve": "End an incident by hand; who was paged is told.",
    },
}
"""Commands of which each has commands itself: a folder with a file for each of them."""

UNNAMED: Mapping[str, str] = {"dashboards": "build"}
"""Which of its commands such a command means when it is called without a name of one."""


def load(name: str) -> Callable[..., None]:
    """Import the file of a command, as `incidents list`, and return its function."""
    path = name.replace("-", "_").replace(" ", ".")
    run: Callable[..., None] = import_module(f"{__name__}.{path}").run
    return run


__all__ = [
    "COMMANDS",
    "GROUPS",
    "UNNAMED",
    "load",
]
