"""What people are told of the insights of X-Ray, by its events.

Both flags of a group only let X-Ray look for insights and send events; without a rule nobody hears
of these.
https://docs.aws.amazon.com/xray/latest/devguide/xray-console-insights.html
"""

from collections.abc import Sequence

from tocsin.on_call import Severity
from tocsin.plan.event_message import event_message, undelivered_queue
from tocsin.plan.specs import EventRuleSpec, TraceGroupSpec, qualified, runbook_path
from tocsin.plan.stage_context import StageContext

TRACING_RUNBOOKS = "tracing"
"""The folder of the runbooks about traces."""

_ID = "xray-insights"
_SEVERITY: Severity = "warning"
_TITLE = "An X-Ray insight changes"

_VARIABLES = {
    "group": "$.detail.GroupName",
    "state": "$.detail.State",
    "insight": "$.detail.InsightId",
    "cause": "$.detail.RootCauseServiceId.Name",
    "type": "$.detail.RootCauseServiceId.Type",
    "failed": "$.detail.ClientRequestImpactStatistics.FaultCount",
    "requests": "$.detail.ClientRequestImpactStatistics.TotalCount",
}
"""Without the summary, which is free text: a quotation mark in it would break the message."""


def insight_events(
    context: StageContext, groups: Sequence[TraceGroupSpec]
) -> tuple[EventRuleSpec, ...]:
    """Return the rule for the insights of the *groups* that notify; none if there is no such group.

    An event comes when an insight begins, changes much or ends. Another stage may have groups in
    the same account and Region, so the rule names its own.
    """
    names = [group.name for group in groups if group.insights and group.notifications]
    if not names:
        return ()
    system, stage = context.viewpoint.system, context.stage_name
    path = runbook_path(TRACING_RUNBOOKS, _ID)
    runbook = f"{context.viewpoint.runbooks}/{path}"
    question = f"aws xray get-insight --insight-id <insight> --region {context.region}"
    return (
        EventRuleSpec(
            id=_ID,
            name=qualified(system, stage, _ID),
            title=_TITLE,
            severity=_SEVERITY,
            dead_letter_queue=undelivered_queue(context, _SEVERITY),
            runbook_path=path,
            pattern={
                "source": ["aws.xray"],
                "detail-type": ["AWS X-Ray Insight Update"],
                "detail": {"GroupName": names},
            },
            variables=_VARIABLES,
            message=event_message(
                title=f"{system} {stage}: X-Ray insight in <group> (<state>)",
                text="More requests fail than X-Ray predicts for the traces of <group>. The cause "
                "that is furthest down is <cause> (<type>); <failed> of <requests> requests of "
                "clients have failed. ACTIVE means that it begins or changes, CLOSED that it ends.",
                severity=_SEVERITY,
                resource="<group>",
                thread="<insight>",
                steps=(f"First, ask what X-Ray knows: {question}", f"Runbook: {runbook}"),
                facts={
                    "owner": context.viewpoint.owner,
                    "group": "<group>",
                    "state": "<state>",
                    "cause": "<cause>",
                    "runbook": runbook,
                },
            ),
        ),
    )
