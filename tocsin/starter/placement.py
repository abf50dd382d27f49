"""Where a stage is: of the accounts and Regions of the stacks, those that one stage can have."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tocsin.inventory import FoundResource, LeftOut, left_out
from tocsin.plan import partition

Refusal = Callable[[str], str | None]
"""Says why a Region cannot be that of a stage; None if it can."""

_ACCOUNT = re.compile(r"[0-9]{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a stage is, and what is there.

    Attributes:
        account: The account; None if no stack says which.
        regions: The Regions, that with the most resources first; none if no stack says which.
        found: What is there.
        left_out: What is elsewhere.
    """

    account: str | None
    regions: tuple[str, ...]
    found: tuple[FoundResource, ...]
    left_out: tuple[LeftOut, ...]


def place(found: Sequence[FoundResource], refusal: Refusal) -> Placement:
    """Return the account that most of *found* is in, with those of its Regions that can be."""
    accounts = Counter(filter(None, map(_account, found)))
    account = accounts.most_common(1)[0][0] if accounts else None
    counted = Counter(
        region
        for each in found
        if _account(each) in {account, None} and (region := _region(each)) is not None
    )
    refused = {region: why for region in counted if (why := refusal(region)) is not None}
    regions = [region for region, _ in counted.most_common() if region not in refused]
    home = partition(regions[0]) if regions else None
    here: list[FoundResource] = []
    elsewhere: list[LeftOut] = []
    for each in found:
        region = _region(each)
        if _account(each) not in {account, None}:
            why = f"it is in another account, {_account(each)}"
        elif region in refused:
            why = refused[region]
        elif region is not None and partition(region) != home:
            why = f"it is in another partition, {partition(region)}"
        else:
            here.append(each)
            continue
        elsewhere.append(left_out(each.resource, why))
    return Placement(
        account=account,
        regions=tuple(region for region in regions if partition(region) == home),
        found=tuple(here),
        left_out=tuple(elsewhere),
    )


def _account(found: FoundResource) -> str | None:
    account = found.resource.stack.account
    return account if account and _ACCOUNT.fullmatch(account) else None


def _region(found: FoundResource) -> str | None:
    """Return the Region of a resource that has its metrics where it is."""
    return None if found.type.region else found.resource.stack.region
