"""One validation: looks at what was restored, measures, and reports once, last and always."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from functions.restore_validation.aws import Aws
from functions.restore_validation.bucket import inspect_bucket
from functions.restore_validation.database import inspect_database
from functions.restore_validation.errors import error_text, is_throttled, log_failure
from functions.restore_validation.file_system import inspect_file_system
from functions.restore_validation.request import Request
from functions.restore_validation.table import inspect_table
from functions.restore_validation.task import Task
from functions.restore_validation.volume import inspect_volume
from tocsin.restoration import (
    COMPLETED,
    NAMESPACE,
    Finding,
    RestoreJob,
    Verdict,
    failed,
    measured,
    misplaced,
    not_good,
    read_restore_job,
    verdict,
)

INSPECTIONS: Mapping[str, Callable[[Task], Iterable[Finding]]] = {
    "Aurora": inspect_database,
    "DocumentDB": inspect_database,
    "DynamoDB": inspect_table,
    "EBS": inspect_volume,
    "EFS": inspect_file_system,
    "Neptune": inspect_database,
    "RDS": inspect_database,
    "S3": inspect_bucket,
}
"""By what AWS Backup calls a type. A type that is not here fails."""


_PATIENCE_SECONDS = 30.0
"""Until looking begins again, where AWS has asked for patience."""

_UNFINISHED = not_good("the validation did not come to its end")


@dataclass(slots=True)
class Validation:
    """The validation of one restore job.

    Attributes:
        request: What was asked.
        aws: What is asked.
        job: The restore job, once it is known.
        verdict: Not good, until everything was looked at.
    """

    request: Request
    aws: Aws
    job: RestoreJob | None = None
    verdict: Verdict = _UNFINISHED

    def run(self) -> None:
        """Look, measure, and report last.

        Nothing is kept, tagged or deleted: AWS Backup deletes what it restored.

        Raises:
            Exception: What stopped the report or the measuring; Lambda then invokes again, and a
                result that stands already is not reported twice.
        """
        failures: list[Exception] = []
        try:
            self._look()
        except Exception as error:
            log_failure("looking", error, self.request.job_id)
            self.verdict = not_good(f"looking at it failed: {error_text(error)}")
        finally:
            for step in (self._measure, self._report):
                try:
                    step()
                except Exception as error:
                    log_failure(step.__name__.strip("_"), error, self.request.job_id)
                    failures.append(error)
        if failures:
            raise failures[-1]

    def _look(self) -> None:
        backup = self.aws.client("backup")
        answer = backup.describe_restore_job(RestoreJobId=self.request.job_id)
        self.job = job = read_restore_job(answer)
        if job.has_result:
            self.verdict = Verdict(job.result == "SUCCESSFUL", "it has a result already")
        elif job.status != COMPLETED:
            self.verdict = not_good(f"the restore job is {job.status}")
        else:
            self.verdict = verdict(self._found(partial(_findings, job, self.request, self.aws)))

    def _found(self, inspect: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
        """Return findings, and what stopped them; what was found before that still says much.

        Where AWS asks for patience, looking begins again: a table that is busy is not a bad one.
        """
        while True:
            found: list[Finding] = []
            try:
                found.extend(inspect())
            except Exception as error:
                log_failure("looking", error, self.request.job_id)
                if is_throttled(error) and self.aws.seconds_left > _PATIENCE_SECONDS:
                    self.aws.sleep(_PATIENCE_SECONDS)
                    continue
                found.append(failed(f"looking at it failed: {error_text(error)}"))
            return tuple(found)

    def _measure(self) -> None:
        values = measured(
            self.request.system,
            self.request.stage,
            self.request.name_of(self.job),
            self.job,
            is_good=self.verdict.is_good,
        )
        self.aws.client("cloudwatch").put_metric_data(
            Namespace=NAMESPACE,
            MetricData=[
                {
                    "MetricName": each.metric,
                    "Unit": each.unit,
                    "Value": each.value,
                    "Dimensions": [
                        {"Name": name, "Value": value} for name, value in each.dimensions
                    ],
                }
                for each in values
            ],
        )

    def _report(self) -> None:
        """Tell AWS Backup, unless it cannot be told: nothing was restored, or it was told before.

        https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-validation.html
        """
        if self.job and (self.job.has_result or self.job.status != COMPLETED):
            return
        if not self.job and not self.request.is_completed:
            return
        self.aws.client("backup").put_restore_validation_result(
            RestoreJobId=self.request.job_id,
            ValidationStatus="SUCCESSFUL" if self.verdict.is_good else "FAILED",
            ValidationStatusMessage=self.verdict.reason,
        )


def _findings(job: RestoreJob, request: Request, aws: Aws) -> Iterator[Finding]:
    inspect = INSPECTIONS.get(job.type)
    expectation = request.expectation_of(job)
    if inspect is None:
        known = ", ".join(sorted(INSPECTIONS))
        yield failed(f"nothing is known to check of the type {job.type!r}, only of {known}")
    elif expectation is None:
        yield failed("nothing says what is expected of what was backed up")
    elif not job.created:
        yield failed("the restore job names nothing that it restored")
    elif job.created == job.source:
        yield failed("the restore job names what was backed up, not what it restored")
    else:
        yield from misplaced(job.type, expectation)
        yield from inspect(Task(job=job, expectation=expectation, aws=aws))
