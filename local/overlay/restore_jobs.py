"""A stand-in for the restore jobs of AWS Backup, which the emulator does not have.

It restores nothing. What it is told of a job of a restore testing plan it sends as an event, and
answers to DescribeRestoreJob and ListRestoreJobs; what is reported by PutRestoreValidationResult it
keeps, and takes once, as AWS Backup does.
"""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from local.overlay import emulator
from local.overlay.asgi import Application, Receive, Scope, Send, body_of, send_json, signed_service
from local.overlay.cloudformation import STUB_REGISTRY

PATH = "/_tocsin/restore-jobs"
_STUB = "AWS Backup restore job (stand-in)"
_STATUSES = ("FAILED", "SUCCESSFUL", "TIMED_OUT", "VALIDATING")
_FINAL = _STATUSES[:-1]

_jobs: dict[str, dict[str, Any]] = {}
_reports: list[dict[str, Any]] = []

Describe = Callable[[str], object]


def install() -> None:
    """Let DescribeRestoreJob answer with the jobs that were told."""
    emulator.describe_restore_job.wrap(_describing)


def clear() -> None:
    """Forget everything, as a reset of the emulator does."""
    _jobs.clear()
    _reports.clear()


def with_restore_jobs(application: Application) -> Application:
    """Take jobs and reports, and leave every other request to the emulator."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        where = (scope.get("method"), scope["path"]) if scope["type"] == "http" else None
        if where == ("POST", PATH):
            job = json.loads(await body_of(receive))
            _begin(job)
            await send_json(scope, send, job)
        elif where == ("GET", PATH):
            await send_json(scope, send, {"jobs": list(_jobs.values()), "reports": _reports})
        elif where and _is_list(scope):
            await send_json(scope, send, {"RestoreJobs": _listed(scope)})
        elif where and _is_report(scope):
            job_id = scope["path"].split("/")[2]
            await _take(scope, send, job_id, json.loads(await body_of(receive)))
        else:
            await application(scope, receive, send)

    return answer


def _begin(job: dict[str, Any]) -> None:
    """Know a job from now on, and tell of it."""
    job_id, plan = job["RestoreJobId"], job["CreatedBy"]["RestoreTestingPlanArn"]
    _jobs[job_id] = job
    _, _, _, region, account, _ = plan.split(":", 5)
    with emulator.request_scope(account, region):
        STUB_REGISTRY.add(_STUB, job_id, logical_id=job_id)
        emulator.put_events({"Entries": [_event(job, plan)]}, allow_aws_source=True)


def _event(job: Mapping[str, Any], plan: str) -> dict[str, Any]:
    """Return what EventBridge tells of a restore job; it has a `status`, as its page says.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
    """
    names = ("RestoreJobId", "Status", "ResourceType", "SourceResourceArn", "CreatedResourceArn")
    detail = {f"{name[0].lower()}{name[1:]}": job[name] for name in names if name in job}
    return {
        "Source": "aws.backup",
        "DetailType": "Restore Job State Change",
        "Detail": json.dumps({**detail, "restoreTestingPlanArn": plan}),
    }


def _describing(stock: Describe) -> Describe:
    def describe(job_id: str) -> object:
        return emulator.backup_answer(_jobs[job_id]) if job_id in _jobs else stock(job_id)

    return describe


def _is_list(scope: Scope) -> bool:
    return (
        scope["method"] == "GET"
        and scope["path"].rstrip("/") == "/restore-jobs"
        and signed_service(scope) == "backup"
    )


def _listed(scope: Scope) -> list[dict[str, Any]]:
    """Return the jobs of the restore testing plan that is asked for, or all."""
    asked = parse_qs(scope["query_string"].decode()).get("restoreTestingPlanArn")
    return [
        job
        for job in _jobs.values()
        if asked is None or job["CreatedBy"]["RestoreTestingPlanArn"] in asked
    ]


def _is_report(scope: Scope) -> bool:
    # A bucket may have the name of the path: what tells them apart is whom a request is signed for.
    parts = scope["path"].strip("/").split("/")
    return (
        scope["method"] == "PUT"
        and [parts[0], *parts[2:]] == ["restore-jobs", "validations"]
        and signed_service(scope) == "backup"
    )


async def _take(scope: Scope, send: Send, job_id: str, report: Mapping[str, Any]) -> None:
    """Keep a report, or refuse it as AWS Backup does.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutRestoreValidationResult.html
    """
    job, status = _jobs.get(job_id), report.get("ValidationStatus")
    if job is None:
        await _refuse(scope, send, "ResourceNotFoundException", f"no restore job {job_id}")
    elif status not in _STATUSES:
        await _refuse(scope, send, "InvalidParameterValueException", f"no status {status}")
    elif job.get("ValidationStatus") in _FINAL:
        await _refuse(scope, send, "InvalidRequestException", "the validation has a result")
    else:
        job.update(report)
        _reports.append({"RestoreJobId": job_id, **report})
        await send_json(scope, send, {}, HTTPStatus.NO_CONTENT)


async def _refuse(scope: Scope, send: Send, code: str, message: str) -> None:
    refusal = {"__type": code, "code": code, "message": message}
    await send_json(scope, send, refusal, HTTPStatus.BAD_REQUEST)
