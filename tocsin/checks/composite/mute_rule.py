"""A mute rule that AWS refuses, that mutes nothing, or that mutes for longer than anybody means."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.composite.rules import alarms_by_place
from tocsin.checks.refusals import MUTE_RULE, refusals
from tocsin.checks.remarks import verdicts_of_remarks
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Location, Problem, format_duration, quoted
from tocsin.evaluation import composite, mute
from tocsin.simulation import MuteSchedule

_BEGIN: Final = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday; which one does not matter for what comes back each day, week or month."""

_LONGEST_WINDOW: Final = timedelta(days=15)
_WATCHED: Final = timedelta(days=31)
_DAY: Final = timedelta(days=1)
_NAMES: Final = ("MuteTargets", "AlarmNames")
_NOBODY: Final = "it holds back nothing: whoever relies on it is called all the same"


def _find(subject: Subject) -> Iterator[Verdict]:
    yield from refusals(subject, MUTE_RULE)
    for kind in ("mute/no-targets", "mute/too-many-for-api"):
        yield from verdicts_of_remarks(
            subject, kind, severity="warning", why=_NOBODY, check=MUTE_RULE
        )
    for schedule in subject.alarm_set.mutes:
        yield from _unknown_targets(schedule, subject)
        yield from _too_long(schedule, subject)


def _unknown_targets(schedule: MuteSchedule, subject: Subject) -> Iterator[Verdict]:
    rule, known = schedule.template_rule, subject.memo(alarms_by_place)
    for index, target in enumerate(rule.targets):
        name = composite.alarm_name(target.arn)
        place = rule.stack.environment, name
        if target.resource is None and place not in known and "${" not in name:
            yield Undecided(
                check=MUTE_RULE,
                where=_locate(schedule, *_NAMES, index),
                why=f"no template has an alarm {quoted(name)} there; it may exist all the same",
                fix="add the template that has it to the input, or correct the name",
            )


def _too_long(schedule: MuteSchedule, subject: Subject) -> Iterator[Verdict]:
    """Yield that the windows leave no time between them, or keep critical alarms quiet for days."""
    longest = _longest_window(schedule)
    if longest is None:
        return
    if longest >= _WATCHED:
        what = "each window begins before the last one has ended: it mutes for ever"
        why = "its alarms never tell anybody anything, and nothing shows that"
        fix = "shorten Duration, or begin windows less often; give it an ExpireDate"
        yield _problem(schedule, what, why, fix)
    elif longest >= _DAY and (critical := _critical(schedule, subject)):
        what = (
            f"it holds back {quoted(critical)}, which is critical, for {format_duration(longest)} "
            "at a stretch, day and night, again and again"
        )
        why = "an outage in that time calls nobody before its end"
        fix = "mute critical alarms for hours of planned work alone"
        yield _problem(schedule, what, why, fix)


def _longest_window(schedule: MuteSchedule) -> timedelta | None:
    """Return the longest time without a gap; None for a rule that ends, or that comes once."""
    rule = schedule.rule
    if rule.expire_date is not None or not rule.schedule.recurs:
        return None
    begin = max(rule.start_date or _BEGIN, _BEGIN).astimezone(UTC) + _LONGEST_WINDOW
    windows = rule.windows(begin, begin + _WATCHED)
    return max((each.end - each.start for each in mute.merged_windows(windows)), default=None)


def _critical(schedule: MuteSchedule, subject: Subject) -> str | None:
    by_place = subject.memo(alarms_by_place)
    for target in schedule.template_rule.targets:
        place = schedule.template_rule.stack.environment, composite.alarm_name(target.arn)
        alarm = subject.alarms_by_resource.get(target.resource) if target.resource else None
        found = alarm or by_place.get(place)
        deployed = None if found is None else found.deployed
        if deployed is not None and deployed.severity == "critical":
            return deployed.name
    return None


def _problem(schedule: MuteSchedule, what: str, why: str, fix: str) -> Problem:
    where = _locate(schedule, "Rule", "Schedule")
    return Problem(kind=MUTE_RULE, where=where, what=what, why=why, fix=fix, severity="warning")


def _locate(schedule: MuteSchedule, *path: str | int) -> Location:
    return schedule.template_rule.resource.locate("Properties", *path)


CHECK: Final = Check(
    id=MUTE_RULE,
    title="A mute rule mutes alarms that are there, and for a time.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html",
    ),
)
