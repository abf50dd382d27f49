"""The machine that pages tier after tier until somebody answers, in Amazon States Language.

All that it waits for stands in it as numbers, and the policy as data in its first state, so that
what is proved is what runs. What it does when code fails is done without code.
https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
"""

from collections.abc import Iterator
from typing import Any, Final

from tocsin.diagnostics import format_duration
from tocsin.on_call import Policy, paging_tiers, policy_document
from tocsin.plan.incidents.telling_everybody import telling_everybody

State = dict[str, Any]

_POLICY: Final = "Policy"
_WAIT: Final = "Wait"
_NOBODY: Final = "Nobody answered"
_DONE: Final = "Done"

_NOT_THE_FUNCTION: Final = {
    "ErrorEquals": [
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
    ],
    "IntervalSeconds": 1,
    "MaxAttempts": 2,
    "BackoffRate": 2,
}
"""What is the fault of AWS Lambda passes by itself, and mostly at once.

https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
"""


def everybody_after(policy: Policy) -> int:
    """Return the seconds after which a machine tells everybody, if nobody answers."""
    last = policy.tiers[paging_tiers(policy)[-1]]
    return int((last.after + policy.last_wait).total_seconds())


def machine_definition(policy: Policy, *, page_function: str, partition: str) -> State:
    """Return the definition of the machine of a policy; its input is `{"incident": id}`.

    Args:
        policy: The policy; at one of its tiers, at least, the machine has something to do.
        page_function: The Amazon Resource Name of the function that pages.
        partition: As it stands in Amazon Resource Names: `aws`.
    """
    numbers = paging_tiers(policy)
    first = numbers[0]
    wait = int(policy.tiers[first].after.total_seconds())
    states = {
        _POLICY: _policy_state(policy, next_state=_WAIT if wait else _tier(first)),
        **({_WAIT: {"Type": "Wait", "Seconds": wait, "Next": _tier(first)}} if wait else {}),
        **dict(_tier_states(policy, numbers, page_function, partition)),
        _NOBODY: telling_everybody(
            policy, partition, "Nobody has answered the pages about it.", next_state=_DONE
        ),
        _DONE: {"Type": "Succeed"},
    }
    return {
        "Comment": f"Pages about {policy.severity} incidents of {policy.system} {policy.stage}.",
        "QueryLanguage": "JSONata",
        "StartAt": _POLICY,
        "States": states,
    }


def _policy_state(policy: Policy, *, next_state: str) -> State:
    return {
        "Type": "Pass",
        "Assign": {
            "policy": policy_document(policy),
            "incident": "{% $states.input.incident %}",
        },
        "Next": next_state,
    }


def _tier_states(
    policy: Policy, numbers: tuple[int, ...], page_function: str, partition: str
) -> Iterator[tuple[str, State]]:
    for number, later in zip(numbers, (*numbers[1:], None), strict=True):
        next_state = _NOBODY if later is None else _tier(later)
        yield (
            _tier(number),
            _paging(
                number,
                resource=f"arn:{partition}:states:::lambda:invoke.waitForTaskToken",
                page_function=page_function,
                seconds=_seconds_until(policy, number, later),
                next_state=next_state,
            ),
        )
        after = policy.tiers[number].after
        why = f"Its page after {format_duration(after)} failed." if after else "Its page failed."
        telling = telling_everybody(policy, partition, why, next_state=next_state)
        # What pages next is more than a machine that stands still here.
        otherwise = {"ErrorEquals": ["States.ALL"], "Next": next_state}
        yield _fall_back(number), {**telling, "Catch": [otherwise]}


def _paging(
    number: int, *, resource: str, page_function: str, seconds: int, next_state: str
) -> State:
    return {
        "Type": "Task",
        "Resource": resource,
        "Arguments": {
            "FunctionName": page_function,
            "Payload": {
                "incident": "{% $incident %}",
                "tier": number,
                "policy": "{% $policy %}",
                "token": "{% $states.context.Task.Token %}",
                "execution": "{% $states.context.Execution.Name %}",
            },
        },
        "TimeoutSeconds": seconds,
        "Retry": [_NOT_THE_FUNCTION],
        "Catch": [
            {"ErrorEquals": ["States.Timeout"], "Next": next_state},
            {"ErrorEquals": ["States.ALL"], "Next": _fall_back(number)},
        ],
        "Next": _DONE,
    }


def _seconds_until(policy: Policy, number: int, later: int | None) -> int:
    """Return how long a tier has to answer before the next one at which somebody is paged."""
    begins = policy.tiers[number].after
    ends = begins + policy.last_wait if later is None else policy.tiers[later].after
    return int((ends - begins).total_seconds())


def _tier(number: int) -> str:
    return f"Tier {number}"


def _fall_back(number: int) -> str:
    return f"Fall back {number}"
