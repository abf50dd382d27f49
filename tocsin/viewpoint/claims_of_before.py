"""Claims as version 0.1 had them: of nothing that may happen."""

from collections.abc import Iterator

from tocsin.diagnostics import did_you_mean, format_duration
from tocsin.viewpoint.data_protection import ProtectedResource
from tocsin.viewpoint.finding import Finding, finding
from tocsin.viewpoint.mechanisms import Mechanisms
from tocsin.viewpoint.viewpoint import Viewpoint


def check_claims_of_before(viewpoint: Viewpoint) -> Iterator[Finding]:
    """Yield each claim that is made for no scenario, with what to write in its place."""
    for name, item in viewpoint.data_protection.protected.items():
        path = ("data_protection", "protected", name)
        if claims := dict(_claims(item)):
            written = ", ".join(f"{key}: {value}" for key, value in claims.items())
            yield finding(
                "claim-without-scenario",
                (*path, next(iter(claims))),
                "what is lost, and for how long, depends on what happens: a replica copies a "
                "deletion, too",
                f"write objectives: {{region: {{{written}}}}} if that is meant for the loss of the "
                "Region, and what holds where data are spoiled as corruption",
                is_bearable=True,
            )
        if item.replicate_by is not None:
            yield finding(
                "claim-without-scenario",
                (*path, "replicate_by"),
                "what protects data beside backups has a key for each mechanism",
                f"write mechanisms: {{{item.replicate_by}: on}}"
                if item.replicate_by in Mechanisms.model_fields
                else did_you_mean(item.replicate_by, Mechanisms.model_fields),
                is_bearable=True,
            )


def _claims(item: ProtectedResource) -> Iterator[tuple[str, str]]:
    for key, value in (("rpo", item.rpo), ("rto", item.rto)):
        if value is not None:
            yield key, format_duration(value)
