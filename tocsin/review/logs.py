"""Log groups and the metrics that are made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly import Part
from tocsin.review.comparison import About
from tocsin.review.pairs import normal
from tocsin.review.words import counted, listed, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Resource
    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison
    from tocsin.review.pairs import Pair

_GROUP, _FILTER = "AWS::Logs::LogGroup", "AWS::Logs::MetricFilter"


def log_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield how long logs are kept, and which metrics are made of them."""
    for pair in comparison.of(_GROUP):
        yield from _group(pair)
    for pair in comparison.of(_FILTER):
        yield from _filter(pair)


def _group(pair: Pair) -> Iterator[Change]:
    about = About.pair(pair)
    if pair.before is not None and pair.after is not None:
        was, now = (_days(each) for each in (pair.before, pair.after))
        if was != now:
            is_shorter = now is not None and (was is None or now < was)
            yield about.change(
                "log/retention-shortened" if is_shorter else "log/retention-lengthened",
                f"keeps its events {_kept(now)} instead of {_kept(was)}",
                before=_kept(was),
                after=_kept(now),
                at=("RetentionInDays",),
            )


def _days(group: Resource) -> float | None:
    """Return for how many days a log group keeps its events; None for ever."""
    return Part.of(group, "RetentionInDays").number


def _kept(days: float | None) -> str:
    return "for ever" if days is None else f"for {counted(int(days), 'day')}"


def _filter(pair: Pair) -> Iterator[Change]:
    about = About.pair(pair)
    if pair.before is None:
        assert pair.after is not None
        made = _metrics(pair.after)
        yield about.change("log/metric-added", f"makes {made} of {_logs(pair.after)}", after=made)
    elif pair.after is None:
        made = _metrics(pair.before)
        what = f"is gone: nothing makes {made} of {_logs(pair.before)} any more"
        yield about.change("log/metric-removed", what, before=made)
    else:
        yield from _changed(about, pair.before, pair.after)


def _changed(about: About, before: Resource, after: Resource) -> Iterator[Change]:
    was, now = (_metrics(each) for each in (before, after))
    if was != now:
        what = f"makes {now} instead of {was}"
        at = ("MetricTransformations",)
        yield about.change("log/metric-changed", what, before=was, after=now, at=at)
        return
    for name in ("FilterPattern", "MetricTransformations", "LogGroupName"):
        one, other = (each.properties.get(name) for each in (before, after))
        if normal(one, name) != normal(other, name):
            texts = [short(str(each)) for each in (one, other)]
            instead = f"{texts[1]} instead of {texts[0]}"
            what = {
                "FilterPattern": f"counts other log events for {now}: {instead}",
                "LogGroupName": f"makes {now} of the log group {instead}",
            }.get(name, f"computes {now} otherwise")
            yield about.change(
                "log/metric-changed", what, before=texts[0], after=texts[1], at=(name,)
            )


def _metrics(resource: Resource) -> str:
    parts = Part.of(resource, "MetricTransformations").items
    return listed(
        f"{part.at('MetricNamespace').value} {part.at('MetricName').value}" for part in parts
    )


def _logs(resource: Resource) -> str:
    group = resource.properties.get("LogGroupName")
    return "its log group" if group is None else f"{group}"
