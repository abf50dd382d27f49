"""A widget with an alarm that does not exist under this name, and nearly so."""

from collections.abc import Iterator, Mapping

from tocsin.assembly import Stack
from tocsin.checks.check import Check, Verdict
from tocsin.checks.dashboard.body import Widget, widgets
from tocsin.checks.names_alike import AlikeNames
from tocsin.checks.subject import Subject
from tocsin.diagnostics import quoted

_ID = "dashboard/unknown-alarm"
_MARK = ":alarm:"
_Names = dict[object, tuple[Mapping[str, None], AlikeNames]]


def _find(subject: Subject) -> Iterator[Verdict]:
    for widget in subject.memo(widgets):
        for arn in _alarms(widget):
            stack = widget.resource.stack
            place, mark, name = arn.partition(_MARK)
            if not mark or not place.endswith(_here(stack)) or "${" in name:
                continue
            known = subject.memo(_names).get(stack.environment)
            near = _near(name, known) if known is not None else None
            if near is not None:
                yield widget.body.problem(
                    _ID,
                    f"{widget.name} shows the alarm {quoted(name)}, and the alarm here is called "
                    f"{quoted(near)}",
                    f"write {near}, or refer to the alarm by Fn::GetAtt",
                    why="CloudWatch takes any ARN, and shows nothing of an alarm that does not "
                    "exist",
                    severity="warning",
                )


def _alarms(widget: Widget) -> Iterator[str]:
    """Yield the ARNs of the alarms that a widget shows."""
    annotations = widget.properties.get("annotations")
    for holder in (widget.properties, annotations):
        listed = holder.get("alarms") if isinstance(holder, dict) else None
        for arn in listed if isinstance(listed, list) else ():
            if isinstance(arn, str):
                yield arn


def _here(stack: Stack) -> str:
    return f":cloudwatch:{stack.environment.region_text}:{stack.environment.account_text}"


def _names(subject: Subject) -> _Names:
    """Return the names of the alarms of each place."""
    found: dict[object, dict[str, None]] = {}
    for alarm in subject.alarms:
        if alarm.resource.is_named:
            place = alarm.resource.stack.environment
            found.setdefault(place, {})[alarm.resource.name] = None
    return {place: (names, AlikeNames(names)) for place, names in found.items()}


def _near(name: str, known: tuple[Mapping[str, None], AlikeNames]) -> str | None:
    names, alike = known
    return None if name in names else next(alike.find(name), None)


CHECK = Check(
    id=_ID,
    title="Dashboards show alarms by their names.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html",
    ),
)
