"""What tells at the begin of a business day what could wait, and the alarm on its holidays."""

from tocsin.on_call import Policy, digest_clock, digest_days, digest_readers, policy_document
from tocsin.plan.alarm_settings import AlarmSettings, assemble_alarm
from tocsin.plan.refusals import AlarmPlaces
from tocsin.plan.specs import (
    HOLIDAYS_METRIC,
    INCIDENT_NAMESPACE,
    PAGING_SERVICE,
    AlarmSpec,
    DigestSpec,
    MetricSpec,
    SeriesSpec,
    qualified,
    runbook_path,
)
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import PUT_EVERY_MINUTE, Freshness
from tocsin.viewpoint import Condition

_DAY = 86_400
_KNOWN_FOR_DAYS = 90
_SOON = Condition(comparison="LessThanThreshold", threshold=_KNOWN_FOR_DAYS)


def make_digest(policy: Policy) -> DigestSpec:
    """Return the digest of a policy."""
    days = digest_days(policy)
    clock = digest_clock(days)
    return DigestSpec(
        severity=policy.severity,
        schedule=qualified(policy.system, policy.stage, "digest", policy.severity),
        readers=digest_readers(policy),
        expression=clock.expression,
        time_zone=clock.time_zone,
        event={"policy": policy_document(policy)},
        has_holidays=days.holidays_run_out is not None,
    )


def holidays_alarm(context: StageContext) -> AlarmSpec:
    """Return the alarm that tells in time that no more holidays are known."""
    metric = MetricSpec(
        id="value",
        namespace=INCIDENT_NAMESPACE,
        name=HOLIDAYS_METRIC,
        dimensions=(("Stage", context.stage_name), ("System", context.viewpoint.system)),
        statistic="Minimum",
        unit="None",
    )
    return assemble_alarm(
        context,
        AlarmSettings(
            severity="info",
            condition=_SOON,
            period=_DAY,
            # Nothing is published on days of the week on which nobody works.
            treat_missing_data="ignore",
        ),
        names=(PAGING_SERVICE, "incident", "holidays run out"),
        title="Holidays run out",
        resource=None,
        owner=context.viewpoint.owner,
        runbook=runbook_path(PAGING_SERVICE, "holidays run out"),
        what_happened=f"The holidays of the business days are known for less than "
        f"{_KNOWN_FOR_DAYS} days.",
        why_it_matters="After their last year digests are told on holidays, too.",
        first_action="Add a year to business_days.years in the viewpoint, and deploy.",
        series=SeriesSpec(
            label="Days for which holidays are known",
            expression=None,
            metrics=(metric,),
            period=_DAY,
            unit="days",
        ),
        places=AlarmPlaces(whole=("business_days", "years")),
        freshness=Freshness(interval=_DAY, delay=PUT_EVERY_MINUTE.delay),
    )
