"""Waivers in templates: in the metadata of the resource that they are about.

Metadata:
  tocsin:
    waive:
      - {check: alarm/no-action, because: the deployment reads it, until: 2027-01-31}
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.assembly import Assembly, Resource
from tocsin.diagnostics import KeyPath, Location, Problem, ProblemCollector, did_you_mean, quoted
from tocsin.triage.rule import MALFORMED
from tocsin.triage.waiver import Waiver, WaiverReader

SECTION = "tocsin"
_KEYS = ("waive",)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateWaivers:
    """What the resources of an assembly waive.

    Attributes:
        by_resource: The waivers that stand at each resource.
        problems: What is wrong with what stands there.
    """

    by_resource: Mapping[Resource, tuple[Waiver, ...]]
    problems: tuple[Problem, ...]


def template_waivers(assembly: Assembly) -> TemplateWaivers:
    """Read the waivers of all resources."""
    collector = ProblemCollector()
    found = {
        resource: waivers
        for resource in assembly.resources()
        if (written := resource.metadata.get(SECTION)) is not None
        and (waivers := _of(resource, written, collector))
    }
    return TemplateWaivers(by_resource=found, problems=tuple(dict.fromkeys(collector.problems)))


def _of(resource: Resource, written: object, collector: ProblemCollector) -> tuple[Waiver, ...]:
    def locate(path: KeyPath) -> Location:
        return resource.locate("Metadata", SECTION, *path)

    if not isinstance(written, dict):
        what = f"the metadata {SECTION} are {quoted(written)}, and not a mapping"
        collector.report(MALFORMED, locate(()), what, "write waive: with a list below it")
        return ()
    for key in written:
        if key not in _KEYS:
            what = f"the metadata {SECTION} have an unknown key {quoted(key)}"
            collector.report(MALFORMED, locate((key,)), what, did_you_mean(str(key), _KEYS))
    reader = WaiverReader(
        locate=lambda path: locate(("waive", *path)), collector=collector, says_where=False
    )
    return tuple(reader.read(written["waive"])) if "waive" in written else ()
