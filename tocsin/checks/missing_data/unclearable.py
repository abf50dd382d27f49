"""An alarm that silence begins, and that a single healthy datapoint never ends."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.known_alarm import KnownAlarm, known_alarms
from tocsin.checks.subject import Subject

_ID: Final = "missing-data/unclearable"
_WHY: Final = (
    "periods without a datapoint are filled up to EvaluationPeriods, and these alone are enough: "
    "an alarm that began in a short silence stays for hours after all is well"
)


def _find(subject: Subject) -> Iterator[Verdict]:
    for known in subject.memo(known_alarms):
        deployed = known.alarm.deployed
        for remark in deployed.remarks if deployed else ():
            if remark.kind == _ID and not _comes_in_each_period(known):
                where = known.alarm.locate(*remark.where.key_path)
                yield replace(remark, where=where, why=_WHY)


def _comes_in_each_period(known: KnownAlarm) -> bool:
    """Say whether all that it reads has a datapoint in each period while its resource exists.

    There silence is a resource that is gone, and does not come and go.
    """
    period = known.definition.period
    return bool(known.metrics) and all(
        each.is_continuous
        and each.facts is not None
        and each.facts.interval is not None
        and each.facts.interval <= period
        for each in known.metrics.values()
    )


CHECK: Final = Check(
    id=_ID,
    title="One healthy datapoint ends an alarm that silence began.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
    ),
)
