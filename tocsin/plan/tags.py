"""The tags of alarms, within the limits of AWS.

https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
"""

import re
from collections.abc import Iterable

from tocsin.diagnostics import quoted
from tocsin.plan.specs import AlarmSpec
from tocsin.plan.stage_context import StageContext

LONGEST_VALUE = 256

ALLOWED = re.compile(r"[\w .:/=+@-]*")
"""Letters, digits, spaces and these signs stand in the values of tags, and no others."""


def check_runbooks(context: StageContext, alarms: Iterable[AlarmSpec]) -> None:
    """Report addresses of runbooks that no tag can hold; all other tags are short names."""
    longest = max((alarm.runbook for alarm in alarms), key=len, default="")
    if len(longest) > LONGEST_VALUE:
        context.report(
            "tag-too-long",
            ("runbooks",),
            f"{quoted(longest)} has {len(longest)} characters, and a tag takes {LONGEST_VALUE}",
            f"shorten the address by {len(longest) - LONGEST_VALUE}, or the names after it",
        )
    if refused := sorted(set(ALLOWED.sub("", context.viewpoint.runbooks))):
        context.report(
            "tag-with-other-signs",
            ("runbooks",),
            f"AWS takes no {' and no '.join(map(quoted, refused))} in a tag, which each alarm has "
            "with the address of its runbook",
            "use letters, digits and . : / = + @ _ -",
        )
