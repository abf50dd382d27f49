"""Sampling rules and groups of X-Ray: which requests are traced, and what that costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly import Part
from tocsin.review.comparison import About, called
from tocsin.review.pairs import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly import Resource
    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison
    from tocsin.review.pairs import Pair

_RULE, _GROUP = "AWS::XRay::SamplingRule", "AWS::XRay::Group"
_PERCENT = 100


def tracing_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield which requests are traced that were not, and which are no longer."""
    for pair in comparison.of(_RULE):
        yield from _rule(pair)
    for pair in comparison.of(_GROUP):
        yield About.pair(pair).change(
            "tracing/group", _grouped(pair), matters=pair.before is not None
        )


def _grouped(pair: Pair) -> str:
    if pair.before is None or pair.after is None:
        return "is new" if pair.before is None else "is gone"
    was, now = (each.properties.get("FilterExpression") for each in (pair.before, pair.after))
    return "is another" if was == now else f"has traces with {now} instead of {was}"


def _rule(pair: Pair) -> Iterator[Change]:
    about = _about(pair)
    if pair.before is None:
        assert pair.after is not None
        how = _sampled(pair.after)
        yield about.change("tracing/rule-added", f"is new: it samples {how}", after=how)
    elif pair.after is None:
        how = _sampled(pair.before)
        what = f"is gone: it sampled {how}; the next rule that matches decides"
        yield about.change("tracing/rule-removed", what, before=how)
    else:
        yield from _changed(about, pair.before, pair.after)


def _changed(about: About, before: Resource, after: Resource) -> Iterator[Change]:
    was, now = _sampled(before), _sampled(after)
    if was != now:
        yield about.change(
            _direction(before, after),
            f"samples {now} instead of {was}",
            before=was,
            after=now,
            at=("SamplingRule",),
        )
    yield from _priority(about, before, after)
    one, other = _matchers(before), _matchers(after)
    parts = [f"{name} {one[name]} → {other[name]}" for name in one if one[name] != other[name]]
    if parts:
        what = f"is for other requests: {', '.join(parts)}"
        yield about.change("tracing/matches", what, at=("SamplingRule",))


def _priority(about: About, before: Resource, after: Resource) -> Iterator[Change]:
    """Yield that a rule is asked before others or after them: the lowest number is asked first."""
    old, new = (_part(each, "Priority").number for each in (before, after))
    if old != new:
        when = "later" if (new or 0) > (old or 0) else "sooner"
        what = f"is asked {when}: priority {_n(old)} → {_n(new)}"
        at = ("SamplingRule", "Priority")
        yield about.change("tracing/matches", what, before=_n(old), after=_n(new), at=at)


_MATCHERS = {
    "Host": "*", "HTTPMethod": "*", "ResourceARN": "*", "ServiceName": "*", "ServiceType": "*",
    "URLPath": "*", "Attributes": None,
}  # fmt: skip


def _matchers(rule: Resource) -> Mapping[str, object]:
    return {
        name: normal(value if (value := _part(rule, name).value) is not None else default)
        for name, default in _MATCHERS.items()
    }


def _direction(before: Resource, after: Resource) -> str:
    """Say whether fewer requests are traced: by the rate first, and then by the reservoir."""
    for name in ("FixedRate", "ReservoirSize"):
        old, new = (_part(each, name).number or 0 for each in (before, after))
        if old != new:
            return "tracing/fewer" if new < old else "tracing/more"
    return "tracing/matches"


def _sampled(rule: Resource) -> str:
    """Say how many requests a rule samples: `1 a second, and then 5 %`."""
    rate, reservoir = (_part(rule, name).number or 0 for name in ("FixedRate", "ReservoirSize"))
    return f"{_n(reservoir)} a second and {_n(rate * _PERCENT)} % of the rest"


def _n(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"


def _part(rule: Resource, name: str) -> Part:
    return Part.of(rule, "SamplingRule", name)


def _about(pair: Pair) -> About:
    name = str(_part(pair.resource, "RuleName").value or called(pair.resource))
    return About(
        subject=f"sampling rule {name}",
        name=name,
        resource=pair.resource,
        is_gone=pair.after is None,
    )
