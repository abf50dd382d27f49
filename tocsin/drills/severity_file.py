"""Reads `tocsin.yaml`: which topics stand for which severity, on templates without tags."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tocsin.drills.problem import DrillError, DrillProblem, from_yaml
from tocsin.drills.severity import DEFAULT_SEVERITY_RULES, SeverityRules
from tocsin.viewpoint.duration import parse_duration
from tocsin.viewpoint.problem import ViewpointError
from tocsin.viewpoint.severity import NEXT_BUSINESS_DAY, SEVERITIES, Severity
from tocsin.viewpoint.shown import did_you_mean, shown
from tocsin.viewpoint.yaml_source import YamlSource, read_yaml

SETTINGS_FILE = "tocsin.yaml"
_KEYS = ("severities", "respond_within")


def read_severity_rules(text: str, *, name: str = SETTINGS_FILE) -> SeverityRules:
    """Read the rules in *text*.

    The text has `severities`, a list of patterns of topic names or ARNs for each severity, and
    perhaps `respond_within`, a duration or `next business day` for each.

    Raises:
        DrillError: With everything that is wrong.
    """
    try:
        source = read_yaml(text, name=name)
    except ViewpointError as error:
        raise DrillError(map(from_yaml, error.problems)) from error
    reader = _Reader(source=source, problems=[from_yaml(each) for each in source.problems])
    rules = reader.rules()
    if reader.problems:
        raise DrillError(reader.problems)
    return rules


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    source: YamlSource
    problems: list[DrillProblem] = field(default_factory=list)

    def rules(self) -> SeverityRules:
        data = self.source.data
        if not isinstance(data, dict):
            self._add((), f"{shown(data)} stands at the top", "begin with 'severities:'")
            return DEFAULT_SEVERITY_RULES
        for key in data:
            if key not in _KEYS:
                self._add((key,), f"the key {shown(key)} is unknown", did_you_mean(key, _KEYS))
        topics = {
            severity: self._patterns(("severities", severity), value)
            for severity, value in self._by_severity("severities")
        }
        times = {
            severity: self._time(("respond_within", severity), value)
            for severity, value in self._by_severity("respond_within")
        }
        return SeverityRules(
            topics=topics, respond_within={**DEFAULT_SEVERITY_RULES.respond_within, **times}
        )

    def _by_severity(self, key: str) -> Iterator[tuple[Severity, Any]]:
        section = self.source.data.get(key, {})
        if not isinstance(section, dict):
            self._add((key,), f"{shown(section)} stands here", "write a key for each severity")
            return
        for name, value in section.items():
            if name not in SEVERITIES:
                what = f"the severity {shown(name)} is unknown"
                self._add((key, name), what, did_you_mean(name, SEVERITIES))
            else:
                yield name, value

    def _patterns(self, path: tuple[str, ...], value: object) -> tuple[str, ...]:
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            fix = "write patterns of topic names or ARNs, as ['*-critical']"
            self._add(path, f"{shown(value)} stands here", fix)
            return ()
        return tuple(listed)

    def _time(self, path: tuple[str, ...], value: object) -> timedelta | None:
        if value == NEXT_BUSINESS_DAY:
            return None
        try:
            return parse_duration(value)
        except ValueError as error:
            what, _, fix = str(error).partition("; ")
            self._add(path, what, f"{fix}, or '{NEXT_BUSINESS_DAY}'")
            return None

    def _add(self, path: tuple[str, ...], what: str, fix: str) -> None:
        self.problems.append(
            DrillProblem(
                source=self.source.name,
                subject=".".join(path),
                what=what,
                fix=fix,
                position=self.source.position(path),
            )
        )
