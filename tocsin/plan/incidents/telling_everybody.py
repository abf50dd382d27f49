"""The state of a machine that tells everybody of an incident, without any code of ours."""

import json
from typing import Any, Final

from tocsin.on_call import Policy

_AGAIN: Final = {
    "ErrorEquals": ["States.ALL"],
    "IntervalSeconds": 2,
    "MaxAttempts": 4,
    "BackoffRate": 2,
}
_INCIDENT: Final = "{incident}"


def telling_everybody(
    policy: Policy, partition: str, why: str, *, next_state: str
) -> dict[str, Any]:
    """Return a state that publishes to the fallback topic, in a form for each kind of recipient.

    https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html

    Args:
        policy: Whose incident it is; the machine has its id in the variable `incident`.
        partition: As it stands in Amazon Resource Names.
        why: Why everybody is told.
        next_state: What comes after it.
    """
    where = f"{policy.system} {policy.stage}"
    what = f"{policy.severity} incident {_INCIDENT} of {where}"
    title = f"Everybody is told: {what}"
    steps = [f"tocsin incidents show {_INCIDENT}", f"tocsin ack {_INCIDENT}"]
    text = "\n".join([f"{title}. {why}", "", "Read and answer it:", *steps])
    chat = {
        "version": "1.0",
        "source": "custom",
        "content": {"title": title, "description": why, "nextSteps": steps},
        "metadata": {"threadId": _INCIDENT},
    }
    forms = {"default": text, "sms": f"{title}. {why}", "https": json.dumps(chat)}
    return {
        "Type": "Task",
        "Resource": f"arn:{partition}:states:::sns:publish",
        "Arguments": {
            "TopicArn": policy.fallback,
            "Subject": f"Everybody is told: {policy.severity} incident of {where}",
            "MessageStructure": "json",
            "Message": _with_the_incident(json.dumps(forms)),
        },
        "Retry": [_AGAIN],
        "Next": next_state,
    }


def _with_the_incident(text: str) -> str:
    """Return an expression for *text* with the id of the incident, which needs no escapes.

    Texts of JSONata are written as those of JSON. https://docs.jsonata.org/simple
    """
    return f"{{% {' & $incident & '.join(map(json.dumps, text.split(_INCIDENT)))} %}}"
