"""What digests tell of notifications, when the next business day begins."""

from collections.abc import Iterable, Iterator

from tocsin.delivery import Gathered, Recipient
from tocsin.evaluation import ALARM
from tocsin.on_call import told_at
from tocsin.simulation.deliveries import Delivery
from tocsin.simulation.notices import moment


def told_by_digests(deliveries: Iterable[Delivery], *, until: float) -> tuple[Delivery, ...]:
    """Return what digests tell, in order of time: one message a reader and business day.

    Args:
        deliveries: The notifications, in order of time.
        until: When to stop, in seconds since 1970.
    """
    told: dict[tuple[str, str, float], Delivery] = {}
    for each in deliveries:
        for at, gathered, recipients in _readers(each) if each.state == ALARM else ():
            topic = gathered.digest.contacts[gathered.contact].arn
            digest = Delivery(
                at=at,
                alarm=each.alarm,
                severity=gathered.digest.policy.severity,
                state=each.state,
                action=topic,
                recipients=recipients,
                contact=gathered.contact,
            )
            if at < until:
                told.setdefault((topic, gathered.digest.policy.severity, at), digest)
    return tuple(sorted(told.values(), key=lambda each: each.at))


def told_after(recipient: Recipient, at: float) -> float:
    """Return how many seconds after a moment a digest tells somebody of it."""
    assert recipient.gathered is not None
    return told_at(recipient.gathered.digest.policy, moment(at)).timestamp() - at


def _readers(delivery: Delivery) -> Iterator[tuple[float, Gathered, tuple[Recipient, ...]]]:
    """Yield each reader of what is gathered, with when that is told, and all ways to them."""
    by_contact: dict[str, list[Recipient]] = {}
    for each in delivery.gathered:
        if each.gathered is not None:
            by_contact.setdefault(each.gathered.contact, []).append(each)
    for found in by_contact.values():
        gathered = found[0].gathered
        assert gathered is not None
        at = told_at(gathered.digest.policy, moment(delivery.at)).timestamp()
        yield at, gathered, tuple(found)
