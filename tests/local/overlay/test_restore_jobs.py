"""The stand-in for restore jobs: what it is told it answers, and a report it takes once."""

import json

import pytest
from botocore.exceptions import ClientError

from local.endpoint import ACCOUNT, RECOVERY_REGION, Endpoint
from tests.support.emulator import wait_for

pytestmark = pytest.mark.emulator

PLAN = f"arn:aws:backup:{RECOVERY_REGION}:{ACCOUNT}:restore-testing-plan:weekly"
JOB = {
    "Status": "COMPLETED",
    "ResourceType": "DynamoDB",
    "CreatedResourceArn": f"arn:aws:dynamodb:{RECOVERY_REGION}:{ACCOUNT}:table/restored",
    "CreatedBy": {"RestoreTestingPlanArn": PLAN},
    "CreationDate": 1_800_000_000.0,
    "CompletionDate": 1_800_000_060.0,
}


def told(emulator: Endpoint, job_id: str) -> None:
    """Tell it of a job."""
    emulator.tell_restore_job({**JOB, "RestoreJobId": job_id})


def refused(emulator: Endpoint, job_id: str, status: str) -> str:
    """The code with which a report is refused."""
    with pytest.raises(ClientError) as error:
        emulator.client("backup").put_restore_validation_result(
            RestoreJobId=job_id, ValidationStatus=status
        )
    return str(error.value.response["Error"]["Code"])


def test_a_job_is_described_as_it_was_told(emulator: Endpoint) -> None:
    """Its times come back as times, by AWS's own client."""
    told(emulator, "described")

    job = emulator.client("backup").describe_restore_job(RestoreJobId="described")

    assert (job["Status"], job["ResourceType"]) == ("COMPLETED", "DynamoDB")
    assert (job["CompletionDate"] - job["CreationDate"]).total_seconds() == 60


def test_its_end_is_an_event(emulator: Endpoint) -> None:
    """Programs cannot send events of AWS, so the stand-in does, in the Region of the plan."""
    sqs, events = (emulator.client(each, RECOVERY_REGION) for each in ("sqs", "events"))
    queue = sqs.create_queue(QueueName="ended-restores")["QueueUrl"]
    pattern = {"source": ["aws.backup"], "detail": {"restoreTestingPlanArn": [PLAN]}}
    events.put_rule(Name="ended-restores", EventPattern=json.dumps(pattern))
    arn = f"arn:aws:sqs:{RECOVERY_REGION}:{ACCOUNT}:ended-restores"
    events.put_targets(Rule="ended-restores", Targets=[{"Id": "queue", "Arn": arn}])

    told(emulator, "ended")

    (message,) = wait_for(lambda: sqs.receive_message(QueueUrl=queue).get("Messages"))
    event = json.loads(message["Body"])
    assert event["detail-type"] == "Restore Job State Change"
    assert event["detail"] == {
        "restoreJobId": "ended",
        "status": "COMPLETED",
        "resourceType": "DynamoDB",
        "createdResourceArn": JOB["CreatedResourceArn"],
        "restoreTestingPlanArn": PLAN,
    }


def test_a_report_is_kept_and_stands(emulator: Endpoint) -> None:
    """A second one is refused, as by AWS Backup; the job has the first."""
    told(emulator, "reported")
    client = emulator.client("backup")
    client.put_restore_validation_result(
        RestoreJobId="reported", ValidationStatus="FAILED", ValidationStatusMessage="it is empty"
    )

    assert refused(emulator, "reported", "SUCCESSFUL") == "InvalidRequestException"
    assert client.describe_restore_job(RestoreJobId="reported")["ValidationStatus"] == "FAILED"
    assert [each for each in emulator.restore_reports() if each["RestoreJobId"] == "reported"] == [
        {
            "RestoreJobId": "reported",
            "ValidationStatus": "FAILED",
            "ValidationStatusMessage": "it is empty",
        }
    ]


def test_what_is_not_known_is_refused(emulator: Endpoint) -> None:
    """A job that nobody told of does not exist, and a status that AWS has not is none."""
    told(emulator, "strange")

    assert refused(emulator, "nowhere", "FAILED") == "ResourceNotFoundException"
    assert refused(emulator, "strange", "PERHAPS") == "InvalidParameterValueException"


def test_a_stand_in_is_never_called_a_restore(emulator: Endpoint) -> None:
    """Every run lists it among what is not emulated, in the Region that it stands in for."""
    told(emulator, "listed")

    (listed,) = [each for each in emulator.stub_resources() if each["physical_id"] == "listed"]
    assert listed["type"] == "AWS Backup restore job (stand-in)"
    assert listed["region"] == RECOVERY_REGION


def test_a_bucket_of_that_name_stays_a_bucket(emulator: Endpoint) -> None:
    """The path of a report can be that of an object."""
    s3 = emulator.client("s3")
    s3.create_bucket(Bucket="restore-jobs")
    s3.put_object(Bucket="restore-jobs", Key="1/validations", Body=b"kept")

    assert s3.get_object(Bucket="restore-jobs", Key="1/validations")["Body"].read() == b"kept"
