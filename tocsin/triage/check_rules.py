"""What `tocsin.yaml` says of checks: which are asked, how much they matter, and what is waived.

checks:
  skip: [tracing, alarm/no-ok-action]
  severity: {alarm/no-runbook: warning}
  waive:
    - {check: alarm/no-action, resource: Deploy*, because: the deployment reads it}
  without:
    - {alarm: lambda_function/throttles, because: retries absorb them}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tocsin.diagnostics import (
    InvalidValueError,
    KeyPath,
    Location,
    ProblemSeverity,
    YamlValue,
    quoted,
)
from tocsin.inventory import UnwantedAlarm
from tocsin.triage.rule import rules
from tocsin.triage.selection import hint, named
from tocsin.triage.unwanted import read_unwanted
from tocsin.triage.waiver import Waiver, WaiverReader

SECTION = "checks"
_SEVERITIES: tuple[ProblemSeverity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRules:
    """What somebody has decided about checks.

    Attributes:
        only: Ids and families that are asked alone; empty for all.
        skip: Ids and families that are not asked.
        severities: What problems of a check are, by id, where that is not what the check says.
        waivers: What is not to be reported.
        unwanted: Recommended alarms that are not expected.
    """

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    severities: Mapping[str, ProblemSeverity] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    unwanted: tuple[UnwantedAlarm, ...] = ()


def read_check_rules(text: str, *, name: str) -> CheckRules:
    """Read the section of checks in a settings file; what else is in the file is for others.

    Raises:
        InvalidInputError: With everything that is wrong.
    """
    top = YamlValue.top(text, name, kind="settings file", room="settings")
    section = top.get(SECTION)
    if section is None or not section.keys(("only", "skip", "severity", "waive", "without")):
        top.collector.raise_if_any()
        return CheckRules()
    read = CheckRules(
        only=_names(section.get("only")),
        skip=_names(section.get("skip")),
        severities=dict(_severities(section.get("severity"))),
        waivers=tuple(_waivers(section.get("waive"))),
        unwanted=tuple(read_unwanted(section.get("without"))),
    )
    top.collector.raise_if_any()
    return read


def _names(node: YamlValue | None) -> tuple[str, ...]:
    words = []
    for item in node.items() if node else ():
        word = item.text()
        if word is None:
            continue
        try:
            named(word)
        except InvalidValueError as error:
            item.report("unknown-check", error.what, error.fix)
        else:
            words.append(word)
    return tuple(words)


def _severities(node: YamlValue | None) -> Iterator[tuple[str, ProblemSeverity]]:
    for check_id, item in node.entries() if node else ():
        severity = item.choice(_SEVERITIES)
        if check_id not in rules():
            what = f"no check has the id {quoted(check_id)}"
            item.report("unknown-check", what, hint(str(check_id), rules()))
        elif severity is not None:
            yield check_id, severity


def _waivers(node: YamlValue | None) -> Iterator[Waiver]:
    if node is None:
        return

    def locate(path: KeyPath) -> Location:
        return node.source.locate((*node.path, *path))

    yield from WaiverReader(locate=locate, collector=node.collector, says_where=True).read(
        node.value
    )
