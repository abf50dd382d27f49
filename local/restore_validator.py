"""The validator of restore tests, as a function in the embedded AWS that a rule invokes."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from local.endpoint import ACCOUNT, Endpoint
from local.paths import ROOT
from local.patience import wait_until
from tocsin.restoration import INPUT_PATHS, Expectation, input_template, restore_job_pattern

HANDLER = "functions.restore_validation.handler.handler"
_FOLDERS = ("functions/restore_validation", "tocsin/restoration")
_FILES = ("tocsin/__init__.py", "tocsin/version.py")
_PATIENCE_SECONDS = 60.0


def function_code() -> bytes:
    """Return what the function is made of, as Lambda takes it: its own files and nothing else."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in code_files():
            archive.write(ROOT / name, name)
    return packed.getvalue()


def code_files() -> Iterator[str]:
    """Yield the names of the function's files, below the project's folder."""
    yield from _FILES
    for folder in _FOLDERS:
        for path in sorted((ROOT / folder).glob("*.py")):
            yield path.relative_to(ROOT).as_posix()


@contextmanager
def deployed_validator(
    endpoint: Endpoint, name: str, *, plan: str, expectations: tuple[Expectation, ...]
) -> Iterator[None]:
    """Deploy the function and its rule, and remove both at the end.

    Args:
        endpoint: The emulator.
        name: What both are called.
        plan: The Amazon Resource Name of the restore testing plan whose jobs it validates.
        expectations: What is expected.
    """
    functions, events = endpoint.client("lambda"), endpoint.client("events")
    endpoint.trust([name])
    with suppress(ClientError):
        functions.delete_function(FunctionName=name)  # of a run that was killed
    arn = functions.create_function(
        FunctionName=name,
        Runtime="python3.14",
        Handler=HANDLER,
        Role=f"arn:aws:iam::{ACCOUNT}:role/{name}",
        Code={"ZipFile": function_code()},
        Timeout=600,
        MemorySize=256,
        Tags={"aws:cloudformation:stack-name": name},
    )["FunctionArn"]
    try:
        events.put_rule(Name=name, EventPattern=json.dumps(restore_job_pattern([plan])))
        sent = {
            "InputPathsMap": INPUT_PATHS,
            "InputTemplate": input_template(name, "local", expectations),
        }
        target = {"Id": "Validator", "Arn": arn, "InputTransformer": sent}
        events.put_targets(Rule=name, Targets=[target])
        yield
    finally:
        events.remove_targets(Rule=name, Ids=["Validator"])
        events.delete_rule(Name=name)
        functions.delete_function(FunctionName=name)


def report_of(endpoint: Endpoint, job: Mapping[str, Any]) -> tuple[str, str]:
    """Tell of a restore job that ended, and wait for what the validator reports.

    Returns:
        Status and message, as PutRestoreValidationResult has them.

    Raises:
        LocalError: There is no report in time.
    """
    endpoint.tell_restore_job(job)
    reported = partial(_report, endpoint, job["RestoreJobId"])
    report = wait_until(reported, "the validator reported nothing", _PATIENCE_SECONDS)
    return report["ValidationStatus"], report["ValidationStatusMessage"]


def _report(endpoint: Endpoint, job_id: str) -> dict[str, str] | None:
    reports = endpoint.restore_reports()
    return next((each for each in reports if each["RestoreJobId"] == job_id), None)
