"""Services for which nobody is paged any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.review.comparison import About
from tocsin.review.side import service_of
from tocsin.review.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tocsin.assembly import Alarm
    from tocsin.review.alarms import AlarmPair
    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison
    from tocsin.review.side import Side


def service_changes(comparison: Comparison, pairs: Iterable[AlarmPair]) -> Iterator[Change]:
    """Yield the services that lose everybody who was told of them, and those that get somebody."""
    asked: dict[str, AlarmPair] = {}
    for pair in pairs:
        before, after = pair.base_reach, pair.head_reach
        is_lost, is_won = before.people and after.is_nobody, after.people and before.is_nobody
        services = [service_of(each.tags) for each in (pair.before, pair.after) if each]
        if is_lost or is_won or len(set(services)) > 1:
            for service in services:
                asked.setdefault(service, pair)
    for service, pair in asked.items():
        if service:
            yield from _change(service, pair, comparison)


def _change(service: str, pair: AlarmPair, comparison: Comparison) -> Iterator[Change]:
    before, after = (_alarms(side, service) for side in (comparison.base, comparison.head))
    was, now = _people(comparison.base, before), _people(comparison.head, after)
    about = About(
        subject=f"service {service}",
        resource=pair.alarm.resource,
        name=service,
        is_gone=pair.after is None,
        service=service,
        weight="critical",
    )
    if was and _is_nobody(comparison.head, after):
        alarms = counted(len(before), "alarm")
        what = f": nobody is paged for {service} any more; {alarms} told {was}"
        yield about.change("service/pages-nobody", what, before=was)
    elif now and _is_nobody(comparison.base, before):
        what = f": somebody is paged for {service}: {now}"
        yield about.change("service/pages-somebody", what, after=now)


def _alarms(side: Side, service: str) -> list[Alarm]:
    """Return the alarms of a service: its critical ones, or all if none is critical."""
    found = [each for each in side.alarms.values() if service_of(each.tags) == service]
    return [each for each in found if side.severity(each) == "critical"] or found


def _people(side: Side, alarms: Iterable[Alarm]) -> str:
    return listed(name for alarm in alarms for name in side.reach(alarm).people)


def _is_nobody(side: Side, alarms: Iterable[Alarm]) -> bool:
    return all(side.reach(alarm).is_nobody for alarm in alarms)
