"""Events of AWS as the catalogue has them, for trying what a rule makes of them."""

from collections.abc import Iterator, Mapping
from functools import cache

from tocsin.catalogue import EVENTS_OF_GROUPS, sample_event
from tocsin.events import EventPattern

_ACCOUNT, _REGION, _TIME = "111122223333", "us-east-1", "2026-03-14T09:26:53Z"

_Event = Mapping[str, object]


def samples_for(
    pattern: EventPattern, *, account: str | None, region: str | None
) -> Iterator[_Event]:
    """Yield the events that a pattern matches for certain.

    Args:
        pattern: The pattern.
        account: Where the rule is; None for any account.
        region: The Region where the rule is; None for any.
    """
    for event in _samples(account or _ACCOUNT, region or _REGION):
        if pattern.could_be_of(event) and pattern.matches(event):
            yield event


@cache
def _samples(account: str, region: str) -> tuple[_Event, ...]:
    return tuple(
        sample_event(name, account=account, region=region, time=_TIME)
        for names in EVENTS_OF_GROUPS.values()
        for name in names
    )
