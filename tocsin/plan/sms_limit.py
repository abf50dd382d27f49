"""The alarm on what text messages cost: at the limit of the account they end without a word."""

from collections.abc import Iterator

from tocsin.diagnostics import number_text
from tocsin.on_call import Severity
from tocsin.plan.alarm_settings import AlarmSettings, assemble_alarm
from tocsin.plan.refusals import AlarmPlaces
from tocsin.plan.specs import (
    PAGING_SERVICE,
    AlarmSpec,
    AlertingSpec,
    ContactTopicSpec,
    IncidentsSpec,
    MetricSpec,
    SeriesSpec,
    SubscriptionSpec,
    TopicSpec,
    runbook_path,
)
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import Freshness
from tocsin.timing import Delay, DetectWithin
from tocsin.viewpoint import Condition

SPENT_SHARE = 0.8
"""The share of the month's limit from which somebody has to act: raising it takes days."""

_SMS_LIMIT_WITHIN = DetectWithin(time=3_600, because="raising the limit takes days anyway")
_SPENT_WITH_EACH_TEXT = Freshness(
    interval=None,
    delay=Delay(typical=300, worst=1_800, source="assumed: AWS states no delay for what is spent"),
)

_SMS_IS_TOLD_BY: tuple[Severity, ...] = ("warning", "critical", "info")
"""The severities whose topics may tell that SMS ends, the best first."""

_SPENT = MetricSpec(
    id="value",
    namespace="AWS/SNS",
    name="SMSMonthToDateSpentUSD",
    dimensions=(),
    statistic="Maximum",
    unit="USD",
)


def sms_limit_alarms(
    context: StageContext, alerting: AlertingSpec, incidents: IncidentsSpec | None
) -> Iterator[AlarmSpec]:
    """Yield the alarm on what text messages cost in a Region, if anybody gets one there.

    Args:
        context: The stage, in the Region.
        alerting: The topics of severities there.
        incidents: What pages people one after the other there, if anything does.
    """
    if any(each.protocol == "sms" for each in _subscriptions(alerting, incidents)):
        yield _sms_limit_alarm(context, alerting, incidents)


def _subscriptions(
    alerting: AlertingSpec, incidents: IncidentsSpec | None
) -> Iterator[SubscriptionSpec]:
    """Yield all in which people are told in a Region."""
    paged = incidents.topics if incidents is not None else ()
    topics: tuple[TopicSpec | ContactTopicSpec, ...] = (*alerting.topics, *paged)
    for topic in topics:
        yield from topic.subscriptions


def _sms_limit_alarm(
    context: StageContext, alerting: AlertingSpec, incidents: IncidentsSpec | None
) -> AlarmSpec:
    """Return the alarm on the account's spending for SMS in a region.

    It keeps its state while there are no data: the metric has some only when a text is sent.
    """
    limit = context.stage.sms_spend_limit
    return assemble_alarm(
        context,
        AlarmSettings(
            severity=_told_without_sms(context, alerting, incidents),
            condition=Condition(
                comparison="GreaterThanOrEqualToThreshold",
                threshold=round(SPENT_SHARE * limit, 4),
            ),
            period=300,
            treat_missing_data="ignore",
            detect_within=_SMS_LIMIT_WITHIN,
        ),
        names=(PAGING_SERVICE, "sms-limit-near"),
        title="The SMS spend limit is near",
        resource=None,
        owner=context.viewpoint.owner,
        runbook=runbook_path(PAGING_SERVICE, "sms-limit-near"),
        what_happened=f"{SPENT_SHARE:.0%} of the {number_text(limit)} USD that the account may "
        "spend on SMS in this month is spent.",
        why_it_matters="At the limit Amazon SNS stops sending text messages without a word, and "
        "whoever relies on them is not paged.",
        first_action="Ask AWS Support for a higher limit, which takes days; until then reach "
        "people in another way.",
        series=SeriesSpec(
            label="Spent on SMS this month",
            expression=None,
            metrics=(_SPENT,),
            period=300,
            unit="USD",
        ),
        places=AlarmPlaces(whole=("severities",)),
        freshness=_SPENT_WITH_EACH_TEXT,
    )


def _told_without_sms(
    context: StageContext, alerting: AlertingSpec, incidents: IncidentsSpec | None
) -> Severity:
    """Return the severity that reaches somebody without SMS; that there is none is reported."""
    topics = {topic.severity: topic for topic in alerting.topics}
    for severity in _SMS_IS_TOLD_BY:
        topic = topics[severity]
        others = [each for each in topic.subscriptions if each.protocol != "sms"]
        if others or topic.is_heard_in_chat or _pages_without_sms(incidents, severity):
            return severity
    context.report(
        "sms-alone",
        ("escalation", _SMS_IS_TOLD_BY[0]),
        "every way to every person of the stage is SMS, so nobody could be told that it ends",
        "give a contact of this policy an e-mail address, a paging service or a chat channel",
    )
    return _SMS_IS_TOLD_BY[0]


def _pages_without_sms(incidents: IncidentsSpec | None, severity: Severity) -> bool:
    """Tell whether the machine of a severity pages anybody by other ways."""
    if incidents is None:
        return False
    machines = (each for each in incidents.machines if each.severity == severity)
    paged = {name for machine in machines for name, _ in machine.paged}
    topics = (each for each in incidents.contacts if each.contact in paged)
    return any(each.protocol != "sms" for topic in topics for each in topic.subscriptions)
