"""A critical alarm of which no person hears."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.listed_names import listed_texts
from tocsin.checks.lost_notifications import recipient_name
from tocsin.checks.subject import Subject
from tocsin.delivery import Recipient, service_of
from tocsin.diagnostics import Problem
from tocsin.events import EventPattern
from tocsin.simulation import CompositeTree

_ID = "delivery/pages-nobody"
_CHANGE = {"source": "aws.cloudwatch", "detail-type": "CloudWatch Alarm State Change"}


def _find(subject: Subject) -> Iterator[Verdict]:
    for alarm in subject.alarms:
        if not _is_critical(alarm):
            continue
        told = _recipients(subject, alarm)
        if told and all(each.reader == "program" for each in told):
            if _is_told_by_another(subject, alarm) or subject.memo(_has_rule_for_alarms):
                continue
            whom = listed_texts(recipient_name(each) for each in told)
            yield Problem(
                kind=_ID,
                where=alarm.locate("AlarmActions"),
                what=f"the alarm {alarm.name} is critical, and only programs get it: {whom}",
                why="a function that repairs or a policy that scales does not answer for what it "
                "does; nobody hears that customers are affected",
                fix="add a topic that people are subscribed to; if a person reads what the program "
                "gets, say so in tocsin.yaml: recipients: {people: [...]}",
            )


def _is_critical(alarm: CheckedAlarm) -> bool:
    found = alarm.deployed
    if found is None or found.severity != "critical" or found.severity_is_guess:
        return False
    return found.paged_by is None and alarm.template_alarm.actions_enabled


def _recipients(subject: Subject, alarm: CheckedAlarm) -> list[Recipient]:
    """Return who gets an alarm; nobody if one of its topics has no subscription yet.

    That is said where the topic stands.
    """
    ways, found = subject.alarm_set.routes.ways, list[Recipient]()
    for action in alarm.template_alarm.alarm_actions:
        told = ways.of(alarm.template_alarm, action)
        if not told and service_of(action) == "sns":
            return []
        found += [way.recipient for way in told]
    return found


def _is_told_by_another(subject: Subject, alarm: CheckedAlarm) -> bool:
    """Say whether a composite alarm above it may tell a person."""
    above = subject.memo(_composites).above(alarm.deployed) if alarm.deployed else ()
    by_resource = subject.alarms_by_resource
    parents = (by_resource[each.template_alarm.resource] for each in above)
    return any(each.may_page for parent in parents for each in _recipients(subject, parent))


def _has_rule_for_alarms(subject: Subject) -> bool:
    """Say whether a rule may tell people of changes of alarms, whichever these are."""
    rules = subject.alarm_set.event_rules
    patterns = (rules.pattern_of(each) for each in rules.by_name.values())
    return any(isinstance(each, EventPattern) and each.could_be_of(_CHANGE) for each in patterns)


def _composites(subject: Subject) -> CompositeTree:
    return CompositeTree(subject.alarm_set)


CHECK = Check(
    id=_ID,
    title="A person hears of every critical alarm.",
    severity="error",
    run=_find,
    sources=("https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",),
)
