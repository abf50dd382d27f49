"""The text that a person reads at three in the morning."""

from tocsin.plan.alarm import AlarmSpec

LONGEST_DESCRIPTION = 1_024
"""Characters that CloudWatch keeps of an alarm's description.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
"""


def describe(alarm: AlarmSpec) -> str:
    """Return the alarm's description: what happened, why it matters, what to do, where to read on.

    When it would be too long, the middle is cut and the runbook's link is kept whole.
    """
    ending = (
        f"\n\nFirst: {alarm.first_action}\n\nRunbook: {alarm.runbook}\n"
        f"Severity: {alarm.severity} · Service: {alarm.service} · Owner: {alarm.owner}\n"
        f"Condition: {alarm.condition}"
    )
    beginning = f"{alarm.what_happened} {alarm.why_it_matters}"
    room = LONGEST_DESCRIPTION - len(ending)
    if len(beginning) > room:
        beginning = f"{beginning[: max(room - 1, 0)]}…"
    return (beginning + ending)[:LONGEST_DESCRIPTION]
