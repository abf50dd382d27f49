"""The description of an alarm: what a person reads in the message, also at three in the morning."""

from tocsin.plan.specs.alarm import AlarmSpec

LONGEST_DESCRIPTION = 1_024
"""Characters that CloudWatch keeps of an alarm's description.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
"""


def describe(alarm: AlarmSpec) -> str:
    """Return the alarm's description: what happened, why it matters, what to do, where to read on.

    What is too long is cut, the first action less than what stands before it; the runbook's link
    and what follows it are kept whole.
    """
    place = f" · Region: {alarm.region}" if alarm.is_regional else ""
    ending = (
        f"\n\nRunbook: {alarm.runbook}\n{dashboard_line(alarm.dashboard)}"
        f"Severity: {alarm.severity} · Service: {alarm.service} · Owner: {alarm.owner}{place}\n"
        f"Condition: {alarm.condition}"
    )
    room = LONGEST_DESCRIPTION - len(ending)
    action = cut(f"\n\nFirst: {alarm.first_action}", room // 2)
    beginning = cut(f"{alarm.what_happened} {alarm.why_it_matters}", room - len(action))
    return beginning + action + ending


def dashboard_line(dashboard: str) -> str:
    """Return the line that says where something is drawn; empty where that is not known."""
    return f"Dashboard: {dashboard}\n" if dashboard else ""


def cut(text: str, room: int) -> str:
    """Return *text*, or its beginning and a sign that it goes on, in *room* characters."""
    return text if len(text) <= room else f"{text[: room - 1]}…"
