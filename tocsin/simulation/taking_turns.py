"""Recipients who are reached by turns: whose turn it is, and whether a page to them goes out."""

from tocsin.delivery import Hop, Recipient
from tocsin.escalation import EscalationMachine

_PUBLISHING = (Hop.ROLE, Hop.TOPIC_KEY, Hop.TOPIC_POLICY)
"""Hops at which the page function learns that it cannot publish, and tells everybody instead."""


_RUNNING = (Hop.PAGE_FUNCTION, Hop.FUNCTION, Hop.TABLE)
"""Hops at which the page function fails: its machine tells everybody by itself."""


def is_turn_of(recipient: Recipient, contact: str, machine: EscalationMachine) -> bool:
    """Say whether a recipient is a contact whom a machine pages."""
    turn = recipient.turn
    return turn is not None and turn.contact == contact and turn.machine is machine


def fails_to_publish(recipient: Recipient) -> bool:
    """Say whether the templates show that a page to a recipient cannot be published."""
    own = recipient.turn.own if recipient.turn else ()
    return any(each.is_closed and each.hop in _PUBLISHING for each in own)


def fails_to_run(recipient: Recipient) -> bool:
    """Say whether the templates show that the function fails that pages a recipient."""
    own = recipient.turn.own if recipient.turn else ()
    return any(each.is_closed and each.hop in _RUNNING for each in own)
