"""What `tocsin.yaml` says of templates that do not say it themselves.

severities: {critical: ["*-pager"], warning: ["arn:aws:sns:*:chat"]}
respond_within: {critical: 5m}
recipients: {people: ["arn:aws:sns:*:pager"], programs: ["*:function:roll-back"]}
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from tocsin.delivery import NOBODY_DECLARED, DeclaredReaders
from tocsin.diagnostics import YamlValue, did_you_mean, quoted
from tocsin.on_call import NEXT_BUSINESS_DAY, SEVERITIES, Severity
from tocsin.simulation.severity_rules import DEFAULT_SEVERITY_RULES, SeverityRules

SETTINGS_FILE = "tocsin.yaml"
_OF_CHECKS = "checks"
"""What `tocsin check` is told in the same file; whoever runs checks reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is known beside the templates.

    Attributes:
        severity_rules: How urgent alarms are.
        declared_readers: Who reads what arrives at some endpoints.
    """

    severity_rules: SeverityRules = field(default_factory=lambda: DEFAULT_SEVERITY_RULES)
    declared_readers: DeclaredReaders = field(default_factory=lambda: NOBODY_DECLARED)


def read_settings(text: str, *, name: str = SETTINGS_FILE) -> Settings:
    """Read the settings in *text*.

    The text has `severities`, a list of patterns of topic names or ARNs for each severity, perhaps
    `respond_within`, a duration or `next business day` for each, and `recipients`, patterns of
    endpoints that `people` or only `programs` read.

    Raises:
        InvalidInputError: With everything that is wrong.
    """
    top = YamlValue.top(text, name, kind="settings file", room="settings")
    settings = Settings()
    if top.keys(("severities", "respond_within", "recipients", _OF_CHECKS)):
        rules = _severity_rules(top)
        settings = Settings(severity_rules=rules, declared_readers=_readers(top, rules))
    top.collector.raise_if_any()
    return settings


def _severity_rules(top: YamlValue) -> SeverityRules:
    topics = {severity: _patterns(node) for severity, node in _by_severity(top, "severities")}
    times = {severity: _time(node) for severity, node in _by_severity(top, "respond_within")}
    return SeverityRules(
        topics=topics, respond_within={**DEFAULT_SEVERITY_RULES.respond_within, **times}
    )


def _readers(top: YamlValue, rules: SeverityRules) -> DeclaredReaders:
    """Read who reads what; a topic that stands for a severity is one that somebody answers."""
    topics = tuple(pattern for patterns in rules.topics.values() for pattern in patterns)
    declared = top.get("recipients")
    if declared is None or not declared.keys(("people", "programs")):
        return DeclaredReaders(topics=topics)
    people, programs = declared.get("people"), declared.get("programs")
    return DeclaredReaders(
        people=_patterns(people) if people else (),
        programs=_patterns(programs) if programs else (),
        topics=topics,
    )


def _by_severity(top: YamlValue, key: str) -> Iterator[tuple[Severity, YamlValue]]:
    section = top.get(key)
    for name, node in section.entries() if section else ():
        if name in SEVERITIES:
            yield name, node
        else:
            what = f"the severity {quoted(name)} is unknown"
            node.report("unknown-severity", what, did_you_mean(name, SEVERITIES))


def _patterns(node: YamlValue) -> tuple[str, ...]:
    return tuple(text for item in node.items() if (text := item.text()) is not None)


def _time(node: YamlValue) -> timedelta | None:
    return None if node.value == NEXT_BUSINESS_DAY else node.duration()
