"""What the running emulator refuses and serves; the guard's own tests have every case."""

import json
import socket
from urllib.error import HTTPError
from urllib.request import urlopen

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from local.endpoint import Endpoint
from local.run_key import new_run_key

pytestmark = pytest.mark.emulator


@pytest.mark.parametrize("path", ["/", "/_tocsin/health", "/_ministack/health", "/health"])
def test_a_request_without_the_key_is_refused_everywhere(emulator: Endpoint, path: str) -> None:
    """The stock addresses of the emulator are behind the guard too."""
    with pytest.raises(HTTPError) as refused, urlopen(emulator.url + path):  # noqa: S310 - http
        pass
    with refused.value as answer:
        assert answer.code == 403
        assert json.load(answer)["why"].startswith("it is not signed")


def test_the_key_of_another_run_is_refused(emulator: Endpoint) -> None:
    """A client of AWS shows why, and where the right key is found."""
    other = Endpoint(port=emulator.port, key=new_run_key())
    with pytest.raises(ClientError, match=r"not one of this run; .* `python -m local env`"):
        other.client("sqs").list_queues()
    assert other.health() is None


def test_it_listens_on_one_address_of_this_machine_alone(emulator: Endpoint) -> None:
    """Nothing answers at another address, even of the same machine."""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", emulator.port), timeout=5)


def test_credentials_of_a_role_are_served(emulator: Endpoint) -> None:
    """The CDK command line deploys with roles, and its account stays the one there is."""
    role = "arn:aws:iam::000000000000:role/any"
    issued = emulator.client("sts").assume_role(RoleArn=role, RoleSessionName="one")["Credentials"]
    session = boto3.Session(
        aws_access_key_id=issued["AccessKeyId"],
        aws_secret_access_key=issued["SecretAccessKey"],
        aws_session_token=issued["SessionToken"],
        region_name="eu-central-1",
    )
    sts = session.client("sts", endpoint_url=emulator.url)
    assert sts.get_caller_identity()["Account"] == "000000000000"
    assert emulator.client("sts").get_caller_identity()["Account"] == "000000000000"


def test_a_signed_url_is_served(emulator: Endpoint) -> None:
    """Who is given a presigned URL needs no key."""
    s3 = emulator.client("s3")
    s3.create_bucket(Bucket="signed-url")
    s3.put_object(Bucket="signed-url", Key="a folder/ü.txt", Body=b"as it was put")
    signer = boto3.client(
        "s3",
        region_name="us-east-1",
        endpoint_url=emulator.url,
        aws_access_key_id=emulator.key.access_key,
        aws_secret_access_key=emulator.key.secret,
        # In us-east-1 the default for such URLs is the signature before version 4.
        config=Config(signature_version="s3v4"),
    )
    parameters = {"Bucket": "signed-url", "Key": "a folder/ü.txt"}
    with urlopen(signer.generate_presigned_url("get_object", parameters)) as answer:  # noqa: S310
        assert answer.read() == b"as it was put"
