"""Rules that mute alarms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly import MuteRule
from tocsin.review.comparison import About, called
from tocsin.review.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Assembly, Resource
    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison
    from tocsin.review.pairs import Pair

_TYPE = "AWS::CloudWatch::AlarmMuteRule"


def mutes(comparison: Comparison) -> Iterator[Change]:
    """Yield which alarms are muted otherwise, and when."""
    for pair in comparison.of(_TYPE):
        yield _change(pair, comparison)


def _change(pair: Pair, comparison: Comparison) -> Change:
    about = About.pair(pair)
    old = _read(pair.before, comparison.pairs.base)
    new = _read(pair.after, comparison.pairs.head)
    if old is None:
        assert new is not None
        return about.change("mute/added", f"mutes {_targets(new)}, {_when(new)}", after=_when(new))
    if new is None:
        return about.change("mute/removed", f"no longer mutes {_targets(old)}", before=_when(old))
    parts = [
        f"{after or 'nothing'} instead of {before or 'nothing'}"
        for before, after in ((_targets(old), _targets(new)), (_when(old), _when(new)))
        if before != after
    ]
    what = f"mutes {', and '.join(parts)}" if parts else "is another"
    return about.change("mute/changed", what, before=_when(old), after=_when(new), at=("Rule",))


def _read(resource: Resource | None, assembly: Assembly) -> MuteRule | None:
    return None if resource is None else MuteRule(resource=resource, index=assembly.index)


def _targets(rule: MuteRule) -> str:
    return listed(
        each.arn if each.resource is None else called(each.resource) for each in rule.targets
    )


def _when(rule: MuteRule) -> str:
    written = rule.schedule
    zone = f" ({written['Timezone']})" if written.get("Timezone") else ""
    return f"{written.get('Expression', '')} for {written.get('Duration', '')}{zone}"
