"""How urgent an alarm of a template is, and how soon somebody has to answer it.

On templates without tags, the topics that an alarm notifies tell its severity. Which topics these
are stands in `tocsin.yaml`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from fnmatch import fnmatchcase

from tocsin.assembly import Alarm, Link
from tocsin.diagnostics import InvalidValueError, parse_duration
from tocsin.on_call import NEXT_BUSINESS_DAY, SEVERITIES, Severity

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
