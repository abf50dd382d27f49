"""Plans of AWS Backup: their rules, copies and selections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly import Part
from tocsin.recovery import FOR_EVER, kept_days
from tocsin.review.comparison import About, called
from tocsin.review.pairs import normal
from tocsin.review.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly import Resource
    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison
    from tocsin.review.pairs import Pair

_PLAN, _SELECTION = "AWS::Backup::BackupPlan", "AWS::Backup::BackupSelection"


def plan_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield which backups are made otherwise, of what, and how long they are kept."""
    for pair in comparison.of(_PLAN):
        yield from _plan(pair)
    for pair in comparison.of(_SELECTION):
        yield from _selection(pair)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A rule of a plan as people see it."""

    part: Part

    @property
    def name(self) -> str:
        return str(self.part.at("RuleName").value or "")

    @property
    def body(self) -> object:
        """All of it but its name."""
        return normal({key: each for key, each in _mapping(self.part).items() if key != "RuleName"})

    @property
    def schedule(self) -> str:
        zone = self.part.at("ScheduleExpressionTimezone").value
        when = str(self.part.at("ScheduleExpression").value or "cron(0 5 ? * * *)")
        return f"{when}{f' ({zone})' if zone else ''}"

    @property
    def kept(self) -> float | None:
        return kept_days(self.part.at("Lifecycle"))

    @property
    def copies(self) -> Mapping[str, float | None]:
        """How long each of its copies is kept, by the vault."""
        return {
            str(each.at("DestinationBackupVaultArn").value): kept_days(each.at("Lifecycle"))
            for each in self.part.at("CopyActions").items
        }


def _rules(plan: Resource | None) -> Mapping[str, _Rule]:
    if plan is None:
        return {}
    parts = Part.of(plan, "BackupPlan", "BackupPlanRule").items
    return {each.name: each for each in (_Rule(part=part) for part in parts)}


def _plan(pair: Pair) -> Iterator[Change]:
    written = Part.of(pair.resource, "BackupPlan", "BackupPlanName").value
    name = str(written or called(pair.resource))
    about = About(
        subject=f"backup plan {name}",
        name=name,
        resource=pair.resource,
        is_gone=pair.after is None,
        weight="critical",
    )
    old, new = dict(_rules(pair.before)), dict(_rules(pair.after))
    if pair.after is None:
        what = f"is gone: {listed(old) or 'nothing'} makes no backups any more"
        yield about.change("backup/removed", what, before=listed(old))
        return
    if pair.before is None:
        what = f"is new: it makes backups by {listed(new) or 'no rule'}"
        yield about.change("backup/added", what, after=listed(new))
        return
    yield from _renamed(about, old, new)
    for each in old.keys() - new.keys():
        what = f"has no rule {each} any more: it made backups at {old[each].schedule}"
        yield about.change("backup/removed", what, before=old[each].schedule)
    for each in new.keys() - old.keys():
        what = f"has a rule {each}: it makes backups at {new[each].schedule}"
        yield about.change("backup/added", what, after=new[each].schedule)
    for each in old.keys() & new.keys():
        yield from _rule(about, old[each], new[each])


def _renamed(about: About, old: dict[str, _Rule], new: dict[str, _Rule]) -> Iterator[Change]:
    """Yield the rules that only have another name, and take them out of both."""
    for name in sorted(old.keys() - new.keys()):
        for other in sorted(new.keys() - old.keys()):
            if old[name].body == new[other].body:
                yield about.change(
                    "backup/rule",
                    f"calls its rule {name} {other}",
                    before=name,
                    after=other,
                    matters=False,
                )
                del old[name], new[other]
                break


def _rule(about: About, old: _Rule, new: _Rule) -> Iterator[Change]:
    at = new.part.path
    if old.schedule != new.schedule:
        what = f"runs its rule {new.name} at other times: {old.schedule} → {new.schedule}"
        yield about.change("backup/schedule", what, before=old.schedule, after=new.schedule, at=at)
    if old.kept != new.kept:
        yield _retention(about, f"backups of the rule {new.name}", old.kept, new.kept, at)
    for vault in old.copies.keys() - new.copies.keys():
        what = f"no longer copies backups of the rule {new.name} to {vault}"
        yield about.change("backup/copy-removed", what, before=vault, at=at)
    for vault in new.copies.keys() - old.copies.keys():
        what = f"copies backups of the rule {new.name} to {vault}"
        yield about.change("backup/copy-added", what, after=vault, at=at)
    for vault in old.copies.keys() & new.copies.keys():
        one, other = old.copies[vault], new.copies[vault]
        if one != other:
            yield _retention(about, f"copies in {vault}", one, other, at)
    yield from _rest(about, old, new)


_SAID = ("ScheduleExpression", "ScheduleExpressionTimezone", "Lifecycle", "CopyActions")


def _rest(about: About, old: _Rule, new: _Rule) -> Iterator[Change]:
    """Yield what else of a rule is another: its vault, its windows, continuous backups."""
    one, other = (
        {key: normal(value, key) for key, value in _mapping(each.part).items() if key not in _SAID}
        for each in (old, new)
    )
    differing = sorted(key for key in {*one, *other} if one.get(key) != other.get(key))
    if differing:
        parts = [
            f"{key} {one.get(key, 'not set')} → {other.get(key, 'not set')}" for key in differing
        ]
        what = f"changes its rule {new.name}: {', '.join(parts)}"
        yield about.change("backup/rule", what, at=new.part.path)


def _mapping(part: Part) -> Mapping[str, object]:
    return part.value if isinstance(part.value, dict) else {}


def _retention(
    about: About, what: str, old: float | None, new: float | None, at: tuple[str | int, ...]
) -> Change:
    was, now = _kept(old), _kept(new)
    is_shorter = new is not None and (old is None or new < old)
    return about.change(
        "backup/retention-shortened" if is_shorter else "backup/retention-lengthened",
        f"keeps {what} {now} instead of {was}",
        before=was,
        after=now,
        at=at,
    )


def _kept(days: float | None) -> str:
    if days is None:
        return "for a time that only a deployment knows"
    return "for ever" if days == FOR_EVER else f"for {counted(int(days), 'day')}"


def _selection(pair: Pair) -> Iterator[Change]:
    written = Part.of(pair.resource, "BackupSelection", "SelectionName").value
    name = str(written or called(pair.resource))
    about = About(
        subject=f"backup selection {name}",
        name=name,
        resource=pair.resource,
        is_gone=pair.after is None,
        weight="critical",
    )
    old, new = _selected(pair.before), _selected(pair.after)
    if pair.after is None:
        what = f"is gone: its plan no longer backs up {listed(old) or 'what it selected'}"
        yield about.change("backup/selection-removed", what, before=listed(old))
    elif pair.before is None:
        what = f"is new: its plan backs up {listed(new) or 'what it selects by tags'}"
        yield about.change("backup/selection-added", what, after=listed(new))
    elif old - new:
        also = f", and selects {listed(new - old)}" if new - old else ""
        what = f"no longer selects {listed(old - new)}{also}"
        yield about.change("backup/selection-removed", what, before=listed(old), after=listed(new))
    elif new - old:
        what = f"also selects {listed(new - old)}"
        yield about.change("backup/selection-added", what, before=listed(old), after=listed(new))
    else:
        yield about.change("backup/selection", "selects by other rules", at=("BackupSelection",))


def _selected(selection: Resource | None) -> frozenset[str]:
    """Return what a selection names, by ARN or by tag."""
    if selection is None:
        return frozenset()
    part = Part.of(selection, "BackupSelection")
    tags = (
        f"the tag {each.at('ConditionKey').value} = {each.at('ConditionValue').value}"
        for each in part.at("ListOfTags").items
    )
    return frozenset((*(str(each.value) for each in part.at("Resources").items), *tags))
