"""The kinds of changes: what each means, and whether it matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.review.change import Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeKind:
    """A kind of change.

    Attributes:
        id: Its name, as `alarm/fires-later`: what is other, and how.
        title: What it means, in a sentence.
        effect: What it does to the people on call, unless a change of it says otherwise.
        matters: Whether somebody has to look at it, unless a change of it says otherwise.
    """

    id: str
    title: str
    effect: Effect = "other"
    matters: bool = False

    @property
    def family(self) -> str:
        """What it is about, as `alarm`."""
        return self.id.partition("/")[0]


def _worse(id_: str, title: str) -> ChangeKind:
    return ChangeKind(id=id_, title=title, effect="worse", matters=True)


def _better(id_: str, title: str) -> ChangeKind:
    return ChangeKind(id=id_, title=title, effect="better")


def _look(id_: str, title: str) -> ChangeKind:
    return ChangeKind(id=id_, title=title, matters=True)


def _other(id_: str, title: str) -> ChangeKind:
    return ChangeKind(id=id_, title=title)


_ALARMS = (
    _other("alarm/added", "An alarm is new."),
    _worse("alarm/removed", "An alarm is gone."),
    _worse("alarm/renamed", "An alarm has another name, and so no history."),
    _other("alarm/moved", "An alarm has its name still, and stands elsewhere in the templates."),
    _worse("alarm/fires-later", "A breach has to last longer before the alarm fires."),
    _better("alarm/fires-sooner", "A breach that lasts less long makes the alarm fire."),
    _worse("alarm/fires-less", "It takes more to make the alarm fire."),
    _other("alarm/fires-more", "It takes less to make the alarm fire."),
    _look("alarm/condition", "The alarm compares in another way."),
    _worse("alarm/page-too-late", "A page now comes later than its severity promises."),
    _better("alarm/page-in-time", "A page now comes in the time that its severity promises."),
    _worse("alarm/silence-is-fine", "Missing data no longer make the alarm fire."),
    _other("alarm/silence-fires", "Missing data make the alarm fire."),
    _look("alarm/missing-data", "The alarm makes something else of missing data."),
    _look("alarm/metric", "The alarm reads something else."),
    _look("alarm/statistic", "The alarm looks at another statistic of its metric."),
    _look("alarm/expression", "The alarm computes something else."),
    _worse("alarm/no-action", "The alarm does nothing any more when it fires."),
    _worse("alarm/action-removed", "The alarm no longer does something when it fires."),
    _other("alarm/action-added", "The alarm does more when it fires."),
    _worse("alarm/ok-action-removed", "Nobody hears any more that the alarm is over."),
    _other("alarm/other-action", "The alarm does something else when it is over or has no data."),
    _worse("alarm/disabled", "The actions of the alarm are off."),
    _better("alarm/enabled", "The actions of the alarm are on again."),
    _worse("alarm/pages-nobody", "Nobody is told any more when the alarm fires."),
    _worse("alarm/pages-fewer", "Somebody is no longer told when the alarm fires."),
    _better("alarm/pages-more", "Somebody is told who was not before."),
    _worse("alarm/less-urgent", "The severity of the alarm is lower."),
    _look("alarm/more-urgent", "The severity of the alarm is higher."),
    _look("alarm/response-time", "The alarm is to be answered within another time."),
    _worse("alarm/runbook-lost", "Nothing says any more what to do about the alarm."),
    _other("alarm/runbook", "The runbook of the alarm is another page."),
    _other("alarm/description", "People read another text when the alarm fires."),
    _other("alarm/owner", "Somebody else owns the alarm."),
    _other("alarm/service", "The alarm is of another service."),
    _worse("alarm/not-creatable", "AWS refuses the alarm, or it cannot be evaluated any more."),
    _look("alarm/changed", "Something else of the alarm is other."),
    _look("alarm/rule", "The rule of a composite alarm is another."),
    _worse("alarm/suppressed", "Something holds the actions of an alarm back that did not before."),
    _better("alarm/not-suppressed", "Nothing holds the actions of an alarm back any more."),
    _look("alarm/suppression", "Something else holds the actions of an alarm back, or longer."),
    _worse("mute/added", "A rule mutes alarms."),
    _better("mute/removed", "A rule no longer mutes alarms."),
    _look("mute/changed", "A rule mutes other alarms, or at other times."),
)

_PEOPLE = (
    _worse("service/pages-nobody", "Nobody is paged for a service any more."),
    _better("service/pages-somebody", "Somebody is paged for a service for which nobody was."),
    _worse("topic/removed", "A topic is gone."),
    _other("topic/added", "A topic is new."),
    _worse("topic/subscription-removed", "A topic no longer tells somebody."),
    _other("topic/subscription-added", "A topic tells somebody more."),
    _look("topic/subscription", "A subscription passes other messages, or passes them otherwise."),
    _look("topic/changed", "A topic is encrypted otherwise, or has another name."),
    _worse("escalation/removed", "A machine no longer pages people by turns."),
    _better("escalation/added", "A machine pages people by turns."),
    _worse("escalation/later", "Somebody is paged later if nobody answers."),
    _better("escalation/sooner", "Somebody is paged sooner if nobody answers."),
    _look("escalation/tiers", "Other people are paged, or in another order."),
    _look("escalation/rotation", "Other people take turns, or hand over at another time."),
    _worse("event/removed", "An operational event is no longer told."),
    _other("event/added", "An operational event is told."),
    _look("event/changed", "Other operational events are told, or to others."),
)

_DATA = (
    _worse("log/retention-shortened", "Logs are deleted sooner."),
    _other("log/retention-lengthened", "Logs are kept longer."),
    _worse("log/metric-removed", "A metric is no longer made of logs."),
    _other("log/metric-added", "A metric is made of logs."),
    _look("log/metric-changed", "A metric is made of other log events, or otherwise."),
    _worse("backup/removed", "Backups are no longer made."),
    _better("backup/added", "Backups are made that were not."),
    _look("backup/schedule", "Backups are made at other times."),
    _worse("backup/retention-shortened", "Backups are deleted sooner."),
    _other("backup/retention-lengthened", "Backups are kept longer."),
    _worse("backup/copy-removed", "Backups are no longer copied."),
    _better("backup/copy-added", "Backups are copied."),
    _look("backup/rule", "A rule of backups is another."),
    _worse("backup/selection-removed", "Something is no longer backed up by a plan."),
    _better("backup/selection-added", "Something is backed up by a plan."),
    _look("backup/selection", "A plan backs up something else."),
    _worse("backup/lock-weaker", "Backups can be deleted that could not."),
    _better("backup/lock-stronger", "Backups cannot be deleted that could."),
    _worse("backup/objective-missed", "A data store no longer meets its objective."),
    _better("backup/objective-met", "A data store meets its objective."),
    _look("backup/objective", "Another objective is promised for a data store."),
    _worse("backup/loses-more", "More data are lost when a data store is."),
    _better("backup/loses-less", "Less data are lost when a data store is."),
    _worse("backup/takes-longer", "A data store takes longer to recover."),
    _better("backup/takes-less-long", "A data store recovers sooner."),
    _worse("protection/lost", "What protects a data store by itself is off."),
    _better("protection/gained", "A data store protects itself in a way that it did not."),
    _worse("data/no-longer-kept", "What a resource holds is deleted with it, and was kept."),
    _better("data/kept", "What a resource holds is kept, and was deleted with it."),
)

_TRACES = (
    _worse("tracing/rule-removed", "Requests are no longer sampled by a rule."),
    _other("tracing/rule-added", "Requests are sampled by a new rule."),
    _worse("tracing/fewer", "Fewer requests are traced."),
    _look("tracing/more", "More requests are traced, and traces cost more."),
    _look("tracing/matches", "A sampling rule is for other requests, or is asked later or sooner."),
    _look("tracing/group", "A group of traces is another, or is gone."),
)

_REST = (
    _worse("dashboard/removed", "A dashboard is gone."),
    _other("dashboard/added", "A dashboard is new."),
    _other("dashboard/changed", "A dashboard shows something else."),
    _worse("monitoring/removed", "Something that watches, tells or restores is gone."),
    _other("monitoring/added", "Something that watches, tells or restores is new."),
    _look("monitoring/changed", "Something that watches, tells or restores is another."),
    _look("permission/wider", "Somebody may do more."),
    _other("permission/narrower", "Somebody may do less."),
    _look("permission/principal-added", "Somebody may do something who could not before."),
    _worse("problem/new", "A check finds something wrong that was not there before."),
    _better("problem/fixed", "A check no longer finds something wrong."),
    _worse("drill/fails", "A drill fails that passed."),
    _better("drill/passes", "A drill passes that failed."),
    _look("drill/unread", "A file of drills can be run on neither side."),
    _worse("drill/missing", "A critical alarm has no drill in which it fires, or none without."),
    _look("backtest/alerts-more", "Recorded data alert people more often than before."),
    _look("backtest/alerts-less", "Recorded data alert people less often than before."),
    _look("backtest/alerts-later", "Recorded data alert people at other times than before."),
    _worse("transition/refused", "CloudFormation refuses the deployment, or a part of it."),
    _worse("transition/lost", "Something is lost when it is deployed."),
    _worse("transition/gap", "For a time nobody is told, or nothing is recorded."),
    _other("transition/note", "Something to know before it is deployed."),
    _other("cost/more", "Monitoring costs more a month."),
    _better("cost/less", "Monitoring costs less a month."),
)

KINDS: Mapping[str, ChangeKind] = {
    each.id: each for each in (*_ALARMS, *_PEOPLE, *_DATA, *_TRACES, *_REST)
}
"""Each kind by its id, in the order in which changes of one severity are shown."""
