"""Limits of settings, compared with what AWS's own models of its interfaces allow."""

import botocore.session
import pytest

from tocsin.catalogue import load_resource_type

SESSION = botocore.session.get_session()


@pytest.mark.parametrize(
    ("resource_type", "setting", "service", "shape", "at_most"),
    [
        ("lambda_function", "timeout", "lambda", "Timeout", "{}s"),
        ("lambda_insights", "ephemeral_storage", "lambda", "EphemeralStorageSize", "{} MiB"),
        ("codebuild_project", "timeout", "codebuild", "BuildTimeOut", "{}m"),
        ("synthetics_canary", "slowest_run", "synthetics", "MaxFifteenMinutesInSeconds", "{}s"),
    ],
)
def test_a_limit_is_that_of_the_interface(
    resource_type: str, setting: str, service: str, shape: str, at_most: str
) -> None:
    """A lower limit would refuse what AWS takes."""
    found = load_resource_type(resource_type).settings[setting]
    allowed = SESSION.get_service_model(service).shape_for(shape).metadata["max"]

    assert found.at_most is not None
    assert found.value_of(found.at_most) == found.value_of(at_most.format(allowed))


@pytest.mark.parametrize(
    ("resource_type", "setting", "at_most"),
    [("sqs_dead_letter_queue", "retention", "1209600s"), ("kinesis_stream", "retention", "8760h")],
)
def test_a_limit_is_that_of_the_documentation(
    resource_type: str, setting: str, at_most: str
) -> None:
    """The models say these two in words alone.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
    https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html
    """
    found = load_resource_type(resource_type).settings[setting]

    assert found.at_most is not None
    assert found.value_of(found.at_most) == found.value_of(at_most)
