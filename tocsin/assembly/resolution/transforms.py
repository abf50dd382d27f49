"""What the transforms of CloudFormation make of a template, as far as the prover reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resolution.loops import without_loops
from tocsin.assembly.resolution.serverless_events import with_event_subscriptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from tocsin.assembly.resolution.resolved_value import ResolvedValue
    from tocsin.assembly.template import Template


def transformed(template: Template, resolve: Callable[[object], ResolvedValue]) -> Template:
    """Give a template with its loops unrolled, and with what SAM makes of events.

    Args:
        template: The template; one without transforms comes back as it is.
        resolve: Resolves what a loop goes over.
    """
    return with_event_subscriptions(without_loops(template, resolve))
