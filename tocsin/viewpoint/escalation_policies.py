"""Rotations and escalation policies of a viewpoint, as on-call arithmetic takes them."""

import re
from collections.abc import Iterator, Mapping

from tocsin.on_call import Escalation, Tier
from tocsin.viewpoint import escalation
from tocsin.viewpoint.contact import Contact
from tocsin.viewpoint.turns import absences_of, rotations_of
from tocsin.viewpoint.viewpoint import Viewpoint

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def escalation_of(viewpoint: Viewpoint, stage: str) -> Escalation:
    """Return the escalation policies of a stage, its own before those of the viewpoint."""
    viewpoint = viewpoint.of_stage(stage)
    return Escalation(
        policies={
            severity: tuple(map(_tier, tiers)) for severity, tiers in viewpoint.escalation.items()
        },
        rotations=rotations_of(viewpoint),
        contacts={
            name: tuple(_addresses(contact, viewpoint, stage))
            for name, contact in viewpoint.contacts.items()
        },
        absences=absences_of(viewpoint),
    )


def _addresses(contact: Contact, viewpoint: Viewpoint, stage: str) -> Iterator[str]:
    """Yield the endpoints at which the templates of a stage reach a contact."""
    written = (contact.email, contact.sms, contact.https, contact.sqs)
    chats = [each.channel for each in (contact.slack, contact.teams) if each]
    texts = [*(text for each in written if each for text in _texts(each)), *chats]
    described = viewpoint.stages[stage]
    values = {"system": viewpoint.system, "stage": stage, "account": described.account}
    for region in described.active_regions:
        yield from (_filled(text, {**values, "region": region}) for text in texts)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def _texts(identifier: str | Mapping[str, str]) -> tuple[str, ...]:
    return (identifier,) if isinstance(identifier, str) else tuple(identifier.values())


def _tier(tier: escalation.Tier) -> Tier:
    return Tier(recipients=tier.recipients, kind=tier.kind, after=tier.after)
