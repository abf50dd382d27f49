"""From an alarm to who is told: each hop of the way, and whether the templates show it closed.

`Ways.of` follows an action of an alarm: the action itself, the policy and the key of its topic,
each subscription, and the policy and the key of a queue or the policy of a function behind it.
What comes of it is a `Recipient` with its `Obstacle`s: none, and it is delivered; one that is
closed, and it is closed; else it is unknown, for a value that the templates leave open.

What no template can show stays outside: whether somebody has confirmed a subscription, and
whether the telephone is on.
"""

from tocsin.delivery.action import region_elsewhere, service_of
from tocsin.delivery.incident_function import (
    fallback_of,
    routes_of,
    seconds_of,
    variables_of,
)
from tocsin.delivery.listeners import Way
from tocsin.delivery.obstacle import Hop, Obstacle, Status
from tocsin.delivery.paging import Paging
from tocsin.delivery.readers import NOBODY_DECLARED, DeclaredReaders
from tocsin.delivery.recipient import Gathered, Reader, Recipient, Turn
from tocsin.delivery.texts import arn_of, document_of, name_suffix
from tocsin.delivery.ways import Ways

__all__ = [
    "NOBODY_DECLARED",
    "DeclaredReaders",
    "Gathered",
    "Hop",
    "Obstacle",
    "Paging",
    "Reader",
    "Recipient",
    "Status",
    "Turn",
    "Way",
    "Ways",
    "arn_of",
    "document_of",
    "fallback_of",
    "name_suffix",
    "region_elsewhere",
    "routes_of",
    "seconds_of",
    "service_of",
    "variables_of",
]
