"""How urgent an alarm of a template is, and how soon somebody has to answer it.

On templates without tags, the topics that an alarm notifies tell its severity. Which topics these
are stands in `tocsin.yaml`:

    severities: {critical: ["*-pager"], warning: ["arn:aws:sns:*:chat"]}
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from fnmatch import fnmatchcase

from tocsin.assembly import Alarm, Link
from tocsin.diagnostics import (
    InvalidValueError,
    YamlValue,
    did_you_mean,
    parse_duration,
    quoted,
)
from tocsin.on_call import NEXT_BUSINESS_DAY, SEVERITIES, Severity

SETTINGS_FILE = "tocsin.yaml"
_SEVERITY_TAG = "tocsin:severity"
_SERVICE_TAG = "tocsin:service"
_RESPONSE_TIME_TAG = "tocsin:respond-within"
_RESPOND_WITHIN: Mapping[Severity, timedelta | None] = {
    "critical": timedelta(minutes=5),
    "warning": timedelta(minutes=30),
    "info": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityRules:
    """How severities are read from alarms.

    The tag `tocsin:severity` decides. An alarm without it has the most urgent severity of which
    a pattern matches the name or the ARN of what it notifies on ALARM.

    Attributes:
        topics: Patterns of topic names or ARNs, with `*` and `?`; letters of either case match.
        respond_within: How soon somebody answers an alarm without a tag that says it; None for the
            next business day.
    """

    topics: Mapping[Severity, tuple[str, ...]] = field(default_factory=dict)
    respond_within: Mapping[Severity, timedelta | None] = field(
        default_factory=lambda: _RESPOND_WITHIN
    )

    def severity(self, alarm: Alarm) -> Severity | None:
        """Return the severity of an alarm; None when neither tag nor topic tells."""
        tagged = alarm.tags.get(_SEVERITY_TAG, "").casefold()
        for severity in SEVERITIES:
            if tagged == severity:
                return severity
        names = {name.casefold() for action in alarm.alarm_actions for name in _names(action)}
        for severity in SEVERITIES:
            patterns = self.topics.get(severity, ())
            if any(fnmatchcase(name, each.casefold()) for name in names for each in patterns):
                return severity
        return None

    def response_time(self, severity: Severity | None) -> timedelta | None:
        """Return how soon an alarm of a severity is answered; None for no promise in minutes."""
        return None if severity is None else self.respond_within.get(severity)

    def alarm_response_time(self, alarm: Alarm) -> timedelta | None:
        """Return how soon an alarm is answered; None for no promise in minutes.

        The tag `tocsin:respond-within` decides, and without one that can be read the severity.
        """
        tagged = alarm.tags.get(_RESPONSE_TIME_TAG, "")
        if tagged == NEXT_BUSINESS_DAY:
            return None
        try:
            return parse_duration(tagged)
        except InvalidValueError:
            return self.response_time(self.severity(alarm))

    def with_response_times(self, times: Mapping[Severity, timedelta | None]) -> "SeverityRules":
        """Return these rules with other response times."""
        return SeverityRules(topics=self.topics, respond_within={**self.respond_within, **times})


DEFAULT_SEVERITY_RULES = SeverityRules()


def service(alarm: Alarm) -> str | None:
    """Return the service that an alarm is about; None when no tag tells."""
    return alarm.tags.get(_SERVICE_TAG)


def _names(action: Link) -> Iterable[str]:
    yield action.arn
    yield action.arn.rpartition(":")[2]
    if action.resource is not None:
        yield action.resource.name


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
