"""What the page of a service that is down says: it leads to the pages of its alarms."""

from collections.abc import Iterator

from tocsin.plan import CompositeSpec
from tocsin.runbooks.needed_page import NeededPage, Outage
from tocsin.runbooks.shell import word
from tocsin.viewpoint import slug

_STATE = (
    "aws cloudwatch describe-alarms --alarm-types CompositeAlarm --alarm-names {name} "
    "--query 'CompositeAlarms[0].[StateValue,StateUpdatedTimestamp,StateReason]'"
)
_ON = (
    "aws cloudwatch describe-alarms --alarm-types MetricAlarm --state-value ALARM "
    "--alarm-name-prefix {prefix} "
    "--query 'MetricAlarms[].[StateUpdatedTimestamp,AlarmName]' --output table"
)


def outage_opening(outage: Outage) -> str:
    """Return what has happened, in the words of the page that somebody got."""
    alarm = outage.alarm
    return (
        f"**{alarm.severity}**: {alarm.what_happened} `{alarm.name}` is on while any of them is, "
        "and pages once for all."
    )


def outage_symptoms(page: NeededPage, outage: Outage) -> Iterator[str]:
    """Yield the alarms that the page stands for, each with the link to its own page."""
    for symptom in outage.symptoms:
        yield f"- [{symptom.title}]({_link(page, symptom.runbook_path)})"


def outage_diagnosis(outage: Outage) -> Iterator[tuple[str, list[str]]]:
    """Yield the first steps: which alarm began it, and which are on."""
    name = word(outage.alarm.name)
    yield "Which alarm began it? The reason names it.", [_STATE.format(name=name)]
    prefix = word(_prefix(outage.alarm))
    yield "Which of the service's alarms are on, and since when?", [_ON.format(prefix=prefix)]


def outage_resolution(outage: Outage) -> Iterator[str]:
    """Yield where the way out stands."""
    yield "Follow the page of the alarm that began first; others often end with it."
    if outage.alarm.suppressor is not None:
        services = ", ".join(outage.alarm.suppressor.services)
        yield (
            f"It depends on {services}: while that is down, this page waits. If it came all the "
            "same, look there first."
        )


def outage_verification(outage: Outage) -> Iterator[str]:
    """Yield what shows that it is over."""
    state = _STATE.format(name=word(outage.alarm.name))
    yield f"- All of its alarms are back to OK, and so is this one: `{state}`."


def _prefix(alarm: CompositeSpec) -> str:
    """Return with what the names of the service's alarms begin."""
    return f"{alarm.name.removesuffix(alarm.id)}{slug(alarm.service)}-"


def _link(page: NeededPage, path: str) -> str:
    folder, _, name = path.rpartition("/")
    return name if folder == page.folder else f"../{path}"
