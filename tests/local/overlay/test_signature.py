import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config

from local.overlay.signature import Request, Signature, _computed, signature_of, signed_url

SECRET = "of the run"  # noqa: S105 - no secret of anything
ADDRESS = "http://127.0.0.1:4566"
Call = Callable[[Any], object]


def client(service: str) -> Any:  # noqa: ANN401 - boto3 types clients by literal names
    """A client that has a key."""
    return boto3.client(
        service,  # type: ignore[call-overload]
        region_name="eu-central-1",
        endpoint_url=ADDRESS,
        aws_access_key_id="TOCSINKEY",
        aws_secret_access_key=SECRET,
        config=Config(retries={"max_attempts": 0}),
    )


def sent(service: str, call: Call) -> tuple[Request, bytes]:
    """The request, and its body, that AWS's own client would send."""
    requests: list[AWSPreparedRequest] = []

    def keep(request: AWSPreparedRequest, **_more: object) -> AWSResponse:
        requests.append(request)
        return AWSResponse(request.url, 500, HTTPHeaders(), None)

    one = client(service)
    one.meta.events.register("before-send", keep)
    with pytest.raises(Exception, match=r"500|parse|NoneType"):
        call(one)
    (request,) = requests
    body = request.body or b""
    # A client of S3 says which body it signed, in a header.
    sent_body = body.encode() if isinstance(body, str) else body
    return (
        _request(request.method, request.url, dict(request.headers)),
        sent_body if isinstance(sent_body, bytes) else b"",
    )


def _request(method: str, url: str, headers: dict[str, Any]) -> Request:
    address = urlsplit(url)
    texts = {
        name.lower(): value.decode() if isinstance(value, bytes) else str(value)
        for name, value in headers.items()
    }
    return Request(
        method=method,
        path=address.path,
        query=address.query,
        headers={"host": address.netloc, **texts},
    )


CALLS: list[tuple[str, Call]] = [
    ("sqs", lambda sqs: sqs.list_queues(QueueNamePrefix="a b")),
    ("sns", lambda sns: sns.publish(TopicArn="arn:aws:sns:eu-central-1:1:a", Message="é & ü")),
    ("ssm", lambda ssm: ssm.get_parameter(Name="/shop/local/alb")),
    ("lambda", lambda functions: functions.list_tags(Resource="arn:aws:lambda:a:1:function:b")),
    ("backup", lambda backup: backup.list_backup_jobs(ByState="FAILED", MaxResults=7)),
    ("apigateway", lambda gateway: gateway.get_rest_apis()),
    ("s3", lambda s3: s3.list_objects_v2(Bucket="one", Prefix="a b/~ü+", Delimiter="/")),
    ("s3", lambda s3: s3.get_object(Bucket="one", Key="a folder/ä+b~c (1)*'!.txt")),
    ("s3", lambda s3: s3.put_object(Bucket="one", Key="x", Body=b"1", Metadata={"a": "b  c"})),
]


@pytest.mark.parametrize(("service", "call"), CALLS)
def test_what_aws_clients_sign_holds(service: str, call: Call) -> None:
    """A request of AWS's own client is signed with its secret, and with no other."""
    request, body = sent(service, call)

    signature = signature_of(request)

    assert signature is not None
    assert signature.access_key == "TOCSINKEY"
    assert signature.is_made_with(SECRET, request, body)
    assert not signature.is_made_with("another secret", request, body)


def test_a_signed_url_of_an_aws_client_holds() -> None:
    """A presigned URL carries its signature in the query."""
    parameters = {"Bucket": "one", "Key": "a folder/b.txt"}
    request = _request("GET", client("s3").generate_presigned_url("get_object", parameters), {})

    signature = signature_of(request)

    assert signature is not None
    assert signature.is_made_with(SECRET, request)
    assert not signature.is_made_with(SECRET, replace(request, method="PUT"))


def test_a_signature_holds_for_one_request_alone() -> None:
    """Whatever of the request is changed, the signature no longer holds."""
    request, body = sent("sqs", lambda sqs: sqs.list_queues())
    signature = signature_of(request)
    assert signature is not None

    for other in (
        replace(request, method="PUT"),
        replace(request, path="/other"),
        replace(request, query="a=b"),
        replace(request, headers={**request.headers, "host": "localhost:4566"}),
        replace(request, headers={**request.headers, "x-amz-target": "AmazonSQS.PurgeQueue"}),
    ):
        assert not signature.is_made_with(SECRET, other, body)
    assert not signature.is_made_with(SECRET, request, body + b" ")
    assert not replace(signature, signed_headers="x-amz-date").is_made_with(SECRET, request, body)


def test_a_url_that_we_sign_holds_for_its_method_and_path() -> None:
    """The URL that a custom resource answers to is one that AWS's rules accept."""
    url = signed_url("PUT", f"{ADDRESS}/answer/7", "TOCSINKEY", SECRET, datetime.now(UTC))
    request = _request("PUT", url, {})

    signature = signature_of(request)

    assert signature is not None
    assert signature.is_made_with(SECRET, request, b"any body")
    assert not signature.is_made_with(SECRET, replace(request, path="/answer/8"))
    assert not signature.is_made_with(SECRET, replace(request, method="GET"))


def test_a_query_that_was_signed_as_it_was_sent_holds() -> None:
    """AWS wants parameters sorted; older versions of curl sign them as they stand."""
    request = _request("GET", f"{ADDRESS}/?QueueNamePrefix=a&Action=ListQueues", {})
    signature = Signature(
        access_key="TOCSINKEY",
        scope="20261123/eu-central-1/sqs/aws4_request",
        time="20261123T120000Z",
        signed_headers="host",
    )
    value = _computed(signature, SECRET, request, hashlib.sha256(b"").hexdigest())

    assert replace(signature, value=value).is_made_with(SECRET, request)


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer TOCSINKEY",
        "AWS TOCSINKEY:c2lnbmF0dXJl",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=TOCSINKEY",
        "AWS4-HMAC-SHA256 Credential=TOCSINKEY/20261123/eu-central-1/sqs/aws4_request",
        "AWS4-HMAC-SHA256 Credential=/20261123/eu-central-1/sqs/aws4_request, Signature=ä",
    ],
)
def test_anything_else_is_no_signature(authorization: str) -> None:
    """No, another, or half a signature counts as none; nothing of it raises."""
    request = Request(method="GET", path="/", headers={"authorization": authorization})
    assert signature_of(request) is None
