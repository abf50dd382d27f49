"""The text that a person reads at three in the morning."""

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
    ending = (
        f"\n\nRunbook: {alarm.runbook}\n"
        f"Severity: {alarm.severity} · Service: {alarm.service} · Owner: {alarm.owner}\n"
        f"Condition: {alarm.condition}"
    )
    room = LONGEST_DESCRIPTION - len(ending)
    action = _cut(f"\n\nFirst: {alarm.first_action}", room // 2)
    beginning = _cut(f"{alarm.what_happened} {alarm.why_it_matters}", room - len(action))
    return beginning + action + ending


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"
