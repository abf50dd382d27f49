"""The ways in which a data store comes back after a scenario."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.recovery.amount import Amount, Basis, Part
from tocsin.recovery.backup_rule import BackupCopy, BackupRule
from tocsin.recovery.mechanism import Mechanism, RecoveryTime
from tocsin.recovery.oldest import Counted, oldest
from tocsin.recovery.scenario import Scenario
from tocsin.recovery.store import Store

_NEED_AN_INSTANCE = ("Aurora", "DocumentDB", "Neptune")
"""Their storage spans zones; whoever has no reader gets another instance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way back.

    Attributes:
        by: What it is: names of rules, or a mechanism.
        region: Where data are after it.
        loss: How much is lost at most; None where nothing says how much.
        recovery: How long until data are back; None where nothing says how long.
    """

    by: str
    region: str
    loss: Amount | None
    recovery: Amount | None


def ways(store: Store, scenario: Scenario) -> Iterator[Way]:
    """Yield each way back of *store* after *scenario*."""
    if scenario == "zone" and store.documented.spans_zones and not store.is_in_one_zone:
        yield _by_nature(store)
    for mechanism in store.mechanisms:
        is_lost = scenario == "region" and mechanism.region == store.region
        if mechanism.survives(scenario) and not is_lost:
            yield _by_mechanism(store, mechanism)
    if scenario in ("corruption", "zone"):
        yield from _in_the_region(store)
    yield from _by_copies(store, scenario)


def _by_nature(store: Store) -> Way:
    documented = store.documented
    nothing = Part(what="spans zones", length=Amount(()).length, source=documented.source)
    recovery = None if documented.name in _NEED_AN_INSTANCE else Amount((nothing,))
    return Way(by="its own zones", region=store.region, loss=Amount((nothing,)), recovery=recovery)


def _by_mechanism(store: Store, mechanism: Mechanism) -> Way:
    return Way(
        by=mechanism.kind,
        region=mechanism.region or store.region,
        loss=_behind(mechanism),
        recovery=_used(store, mechanism),
    )


def _behind(mechanism: Mechanism) -> Amount | None:
    """Return how far behind it may be: an alarm's threshold, where AWS promises nothing.

    No threshold lets a replica be nearer than it usually is.
    """
    documented, watched = mechanism.documented, mechanism.watched_at
    behind, basis = documented.behind, documented.behind_basis
    if watched is not None and basis != "bound" and (behind is None or watched > behind):
        part = Part(what="lag that an alarm allows", length=watched, basis="assumed")
    elif behind is not None:
        part = Part(what="lag", length=behind, basis=basis, source=documented.source)
    else:
        return None
    return Amount((part,))


def _used(store: Store, mechanism: Mechanism) -> Amount | None:
    documented = mechanism.documented
    begin = () if documented.is_automatic else _response(store)
    if mechanism.recovery is not None:
        return Amount((*begin, _declared("use it", mechanism.recovery)))
    if documented.is_restore:
        return _restored(store)
    if documented.takes is None:
        return None
    takes = Part(
        what="fails over", length=documented.takes, basis="typical", source=documented.source
    )
    return Amount((*begin, takes))


def _response(store: Store) -> tuple[Part, ...]:
    return (Part(what="notice and decide", length=store.responds_within, basis="declared"),)


def _declared(what: str, recovery: RecoveryTime) -> Part:
    basis: Basis = "measured" if recovery.measured else "declared"
    return Part(what=what, length=recovery.takes, basis=basis)


def _restored(store: Store) -> Amount | None:
    """Return how long a restore takes, of which AWS Backup promises nothing.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/controls-and-remediation.html
    """
    if store.restore is None:
        return None
    return Amount((*_response(store), _declared("restore", store.restore)))


def _in_the_region(store: Store) -> Iterator[Way]:
    recovery = _restored(store)
    behind = store.documented.behind
    continuous = [rule for rule in store.rules if rule.is_continuous and behind is not None]
    if continuous and behind is not None:
        part = Part(
            what="point in time", length=behind, basis="typical", source=store.documented.source
        )
        yield Way(
            by=_names(continuous), region=store.region, loss=Amount((part,)), recovery=recovery
        )
    periodic = [rule for rule in store.rules if rule not in continuous]
    counted = {rule: Counted(kept=rule.retention) for rule in periodic}
    loss = oldest(store.rules, counted) if periodic else None
    if loss is not None:
        yield Way(by=_names(periodic), region=store.region, loss=loss, recovery=recovery)


def _by_copies(store: Store, scenario: Scenario) -> Iterator[Way]:
    """Yield the ways by copies; the copy of a continuous backup is a snapshot on its schedule.

    What is not copied may still run in place of what is. Where there is no copy at times, copies
    are no way.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery-copying.html
    """
    found: dict[tuple[str, str | None, bool], list[tuple[BackupRule, BackupCopy]]] = {}
    for rule in store.rules:
        for copy in rule.copies:
            if _is_there(store, copy, scenario):
                place = (copy.region, copy.account, copy.is_isolated)
                found.setdefault(place, []).append((rule, copy))
    for (region, _, _), pairs in found.items():
        loss = oldest(store.rules, {rule: _copied(copy) for rule, copy in pairs})
        if loss is not None:
            names = _names([rule for rule, _ in pairs])
            yield Way(by=f"copies of {names}", region=region, loss=loss, recovery=_restored(store))


def _copied(copy: BackupCopy) -> Counted:
    part = Part(what="copy", length=copy.within, basis="assumed")
    return Counted(extra=(part,), kept=copy.retention)


def _is_there(store: Store, copy: BackupCopy, scenario: Scenario) -> bool:
    documented = store.documented
    if copy.region != store.region and not documented.crosses_regions:
        return False
    if copy.account is not None and not documented.crosses_accounts:
        return False
    match scenario:
        case "account":
            return copy.account is not None or copy.is_isolated
        case "region":
            return copy.region != store.region
        case "corruption" | "zone":
            return True


def _names(rules: Sequence[BackupRule]) -> str:
    return " and ".join(rule.name for rule in rules)
