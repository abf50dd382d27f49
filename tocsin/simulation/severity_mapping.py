"""How urgent an alarm of a template is, and how soon somebody has to answer it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from fnmatch import fnmatchcase

from tocsin.assembly import Alarm, Link
from tocsin.on_call import SEVERITIES, Severity

SEVERITY_TAG = "tocsin:severity"
SERVICE_TAG = "tocsin:service"
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
        respond_within: How soon somebody answers; None for the next business day.
    """

    topics: Mapping[Severity, tuple[str, ...]] = field(default_factory=dict)
    respond_within: Mapping[Severity, timedelta | None] = field(
        default_factory=lambda: _RESPOND_WITHIN
    )

    def severity(self, alarm: Alarm) -> Severity | None:
        """Return the severity of an alarm; None when neither tag nor topic tells."""
        tagged = alarm.tags.get(SEVERITY_TAG, "").casefold()
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

    def with_response_times(self, times: Mapping[Severity, timedelta | None]) -> "SeverityRules":
        """Return these rules with other response times."""
        return SeverityRules(topics=self.topics, respond_within={**self.respond_within, **times})


DEFAULT_SEVERITY_RULES = SeverityRules()


def service(alarm: Alarm) -> str | None:
    """Return the service that an alarm is about; None when no tag tells."""
    return alarm.tags.get(SERVICE_TAG)


def _names(action: Link) -> Iterable[str]:
    yield action.arn
    yield action.arn.rpartition(":")[2]
    if action.resource is not None:
        yield action.resource.name
