"""Whether a script in the templates sets alarms once they are deployed, and so their thresholds."""

import re
from typing import Final

from tocsin.checks.check import Undecided
from tocsin.checks.subject import Subject
from tocsin.checks.values import texts_in
from tocsin.diagnostics import Location

_CALL: Final = re.compile("put-metric-alarm|put_metric_alarm|putMetricAlarm|PutMetricAlarmCommand")
"""How the command line and the SDKs call what sets an alarm; a policy writes it another way."""


def sets_alarms_later(subject: Subject) -> bool:
    """Say whether any resource carries a script that sets alarms."""
    return any(
        _CALL.search(text)
        for resource in subject.assembly.resources()
        for text in texts_in(resource.declared.raw)
    )


def undecided(check: str, where: Location) -> Undecided:
    """Return that a threshold may be another than the template's."""
    return Undecided(
        check=check,
        where=where,
        why="a script in the templates sets alarms, and perhaps the threshold of this one",
        fix="write the threshold in the template, and let the script leave it alone",
    )
