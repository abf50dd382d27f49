"""The only place that makes names: of AWS resources, of construct ids and of runbooks."""

from hashlib import sha256

from tocsin.viewpoint import PARTITIONS, slug

PAGING_SERVICE = "paging"
"""What the alarms on the way to people have in place of a service of the viewpoint."""

BACKUP_SERVICE = "backups"
"""What the alarms on backups have in place of a service of the viewpoint."""

LONGEST_UID = 40
"""Characters in the identity of a Grafana dashboard."""
_DIGEST_LENGTH = 8


def qualified(system: str, stage: str, *parts: str) -> str:
    """Return the name of a thing of one stage: `shop-prod-checkout-no-orders`."""
    return "-".join((system, stage, *(slug(part) for part in parts)))


def shortened(name: str, longest: int) -> str:
    """Return *name*, or its beginning and a digest of all of it when it is too long."""
    if len(name) <= longest:
        return name
    digest = sha256(name.encode()).hexdigest()[:_DIGEST_LENGTH]
    return f"{name[: longest - _DIGEST_LENGTH - 1]}-{digest}"


def construct_id(name: str) -> str:
    """Return *name* as an id of a construct, as `CheckoutNoOrders`."""
    words = slug(name).replace("/", "-").replace(".", "-").split("-")
    return "".join(word[:1].upper() + word[1:] for word in words)


def alarm_stack_name(service: str, number: int, *, region: str, home: str) -> tuple[str, ...]:
    """Return the parts of the name of a stack of alarms, without system and stage.

    Args:
        service: Whose alarms.
        number: Which of its stacks, from 1; the first has no number in its name.
        region: Where it is.
        home: The stage's own region, which no name has in it.
    """
    elsewhere = () if region == home else (region,)
    return ("monitoring", service, *elsewhere, *(() if number == 1 else (str(number),)))


def runbook_path(group: str, alarm: str) -> str:
    """Return where the runbook of an alarm stands below the folder of runbooks.

    Args:
        group: The service whose own alarm it is, or the resource type that brings it along.
        alarm: The alarm's id in that group.
    """
    return f"{slug(group)}/{slug(alarm)}.md"


def partition(region: str) -> str:
    """Return the partition of *region* as it stands in Amazon Resource Names.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    """
    return PARTITIONS[region]
