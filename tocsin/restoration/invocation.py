"""How EventBridge invokes the function: for which events, and with what."""

import json
from collections.abc import Iterable
from typing import Any

from tocsin.restoration.expectation import Expectation

INPUT_PATHS = {"detail": "$.detail"}
LONGEST_INPUT = 8_192
"""Characters of an input template.

https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html
"""


def restore_job_pattern(plans: Iterable[Any]) -> dict[str, Any]:
    """Return the pattern of restore jobs that ended.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-validation.html

    Args:
        plans: Amazon Resource Names of the restore testing plans, as texts or as references.
    """
    return {
        "source": ["aws.backup"],
        "detail-type": ["Restore Job State Change"],
        "detail": {
            "status": ["COMPLETED", "FAILED", "ABORTED"],
            "restoreTestingPlanArn": [*plans],
        },
    }


def input_template(system: str, stage: str, expectations: Iterable[Expectation]) -> str:
    """Return what the target of a rule sends: the event, and what is expected of its stores.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
    """
    said = {
        "system": system,
        "stage": stage,
        "expectations": [each.document() for each in expectations],
    }
    # What stands between < and > is a variable, wherever it stands.
    written = json.dumps(said, separators=(",", ":")).replace("<", "\\u003c")
    return f'{{"detail":<detail>,{written[1:]}'
