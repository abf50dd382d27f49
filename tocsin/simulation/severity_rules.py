"""How urgent an alarm of a template is, and how soon somebody has to answer it.

On templates without tags, the topics that an alarm notifies tell its severity. Which topics these
are stands in `tocsin.yaml`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from fnmatch import fnmatchcase

from tocsin.assembly import Alarm, Link
from tocsin.diagnostics import InvalidValueError, parse_duration
from tocsin.on_call import NEXT_BUSINESS_DAY, SEVERITIES, Severity
from tocsin.simulation.severity_guess import guess_by_names, guess_by_tags

_SEVERITY_TAG = "tocsin:severity"
_SERVICE_TAG = "tocsin:service"
_RESPONSE_TIME_TAG = "tocsin:respond-within"
_RESPOND_WITHIN: Mapping[Severity, timedelta | None] = {
    "critical": timedelta(minutes=5),
    "warning": timedelta(minutes=30),
    "info": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSeverity:
    """How urgent an alarm is, and where that comes from.

    Attributes:
        severity: Its severity; None when nothing tells.
        source: What tells it, in words; empty when nothing does.
        is_guess: Whether nobody has said so, and only names and tags suggest it.
    """

    severity: Severity | None = None
    source: str = ""
    is_guess: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityRules:
    """How severities are read from alarms.

    The tag `tocsin:severity` decides. An alarm without it has the most urgent severity of which
    a pattern matches the name or the ARN of what it notifies on ALARM.

    Attributes:
        topics: Patterns of topic names or ARNs, with `*` and `?`; letters of either case match.
        guesses: Whether the severity of an alarm that neither tells is guessed.
        respond_within: How soon somebody answers an alarm without a tag that says it; None for the
            next business day.
    """

    topics: Mapping[Severity, tuple[str, ...]] = field(default_factory=dict)
    guesses: bool = False
    respond_within: Mapping[Severity, timedelta | None] = field(
        default_factory=lambda: _RESPOND_WITHIN
    )

    def severity(self, alarm: Alarm) -> Severity | None:
        """Return the severity of an alarm; None when neither tag nor topic tells."""
        return self.judged(alarm).severity

    def judged(self, alarm: Alarm) -> JudgedSeverity:
        """Return the severity of an alarm and where it comes from."""
        tagged = alarm.tags.get(_SEVERITY_TAG, "").casefold()
        for severity in SEVERITIES:
            if tagged == severity:
                return JudgedSeverity(severity=severity, source=f"tag {_SEVERITY_TAG}")
        names = {name.casefold() for action in alarm.alarm_actions for name in _names(action)}
        for severity in SEVERITIES:
            for pattern in self.topics.get(severity, ()):
                if any(fnmatchcase(name, pattern.casefold()) for name in names):
                    return JudgedSeverity(severity=severity, source=f"topic {pattern}")
        return self._guessed(alarm) if self.guesses else JudgedSeverity()

    def _guessed(self, alarm: Alarm) -> JudgedSeverity:
        by_tag = guess_by_tags(alarm.tags)
        if by_tag is not None:
            severity, tag = by_tag
            return JudgedSeverity(severity=severity, source=f"guessed: tag {tag}", is_guess=True)
        by_name = guess_by_names(map(_topic_name, alarm.alarm_actions))
        if by_name is not None:
            severity, name = by_name
            return JudgedSeverity(severity=severity, source=f"guessed: topic {name}", is_guess=True)
        return JudgedSeverity()

    def response_time(self, severity: Severity | None) -> timedelta | None:
        """Return how soon an alarm of a severity is answered; None for no promise in minutes."""
        return None if severity is None else self.respond_within.get(severity)

    def alarm_response_time(self, alarm: Alarm, severity: Severity | None) -> timedelta | None:
        """Return how soon an alarm is answered; None for no promise in minutes.

        The tag `tocsin:respond-within` decides, and without one that can be read the severity.

        Args:
            alarm: The alarm.
            severity: How urgent it is; None when nothing tells.
        """
        tagged = alarm.tags.get(_RESPONSE_TIME_TAG)
        if tagged is None:
            return self.response_time(severity)
        if tagged == NEXT_BUSINESS_DAY:
            return None
        try:
            return parse_duration(tagged)
        except InvalidValueError:
            return self.response_time(severity)

    def with_response_times(self, times: Mapping[Severity, timedelta | None]) -> "SeverityRules":
        """Return these rules with other response times."""
        return replace(self, respond_within={**self.respond_within, **times})


DEFAULT_SEVERITY_RULES = SeverityRules()
GUESSING_SEVERITY_RULES = SeverityRules(guesses=True)
"""For templates of which nobody has said what their topics mean."""


def service(alarm: Alarm) -> str | None:
    """Return the service that an alarm is about; None when no tag tells."""
    return alarm.tags.get(_SERVICE_TAG)


def _topic_name(action: Link) -> str:
    """Return the name of a topic, or what stands for it: its logical id is a name too."""
    if action.resource is None:
        return action.arn.rpartition(":")[2]
    resource = action.resource
    return resource.name if resource.is_named else resource.logical_id


def _names(action: Link) -> Iterable[str]:
    yield action.arn
    yield action.arn.rpartition(":")[2]
    if action.resource is not None:
        yield action.resource.name
