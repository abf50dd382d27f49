"""Reads `tocsin.yaml`: which topics stand for which severity, on templates without tags."""

from collections.abc import Iterator
from datetime import timedelta

from tocsin.diagnostics import YamlValue, did_you_mean, quoted
from tocsin.on_call import NEXT_BUSINESS_DAY, SEVERITIES, Severity
from tocsin.simulation.severity_mapping import DEFAULT_SEVERITY_RULES, SeverityRules

SETTINGS_FILE = "tocsin.yaml"


def read_severity_rules(text: str, *, name: str = SETTINGS_FILE) -> SeverityRules:
    """Read the rules in *text*.

    The text has `severities`, a list of patterns of topic names or ARNs for each severity, and
    perhaps `respond_within`, a duration or `next business day` for each.

    Raises:
        InvalidInputError: With everything that is wrong.
    """
    top = YamlValue.top(text, name, kind="settings file", room="settings")
    rules = DEFAULT_SEVERITY_RULES
    if top.keys(("severities", "respond_within")):
        topics = {severity: _patterns(node) for severity, node in _by_severity(top, "severities")}
        times = {severity: _time(node) for severity, node in _by_severity(top, "respond_within")}
        rules = SeverityRules(
            topics=topics, respond_within={**DEFAULT_SEVERITY_RULES.respond_within, **times}
        )
    top.collector.raise_if_any()
    return rules


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
