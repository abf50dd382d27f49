"""Calls of CloudWatch in a protocol of one's choice: boto3 has one way for each service."""

from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import botocore.session
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

from local.endpoint import HOME_REGION, Endpoint

PROTOCOLS = ("json", "query", "smithy-rpc-v2-cbor")


def call(endpoint: Endpoint, protocol: str, operation: str, **parameters: object) -> dict[str, Any]:
    """Call an operation of CloudWatch and return what a client makes of the answer or error."""
    model = (
        botocore.session.get_session().get_service_model("cloudwatch").operation_model(operation)
    )
    prepared = create_serializer(protocol).serialize_to_request(parameters, model)
    body = prepared["body"]
    data = urlencode(body).encode() if isinstance(body, dict) else body
    data = data.encode() if isinstance(data, str) else data
    url = endpoint.url + prepared["url_path"]
    signed = AWSRequest(prepared["method"], url, headers=dict(prepared["headers"]), data=data)
    credentials = Credentials(endpoint.key.access_key, endpoint.key.secret)
    SigV4Auth(credentials, "monitoring", HOME_REGION).add_auth(signed)
    request = Request(url, data=data, headers=dict(signed.headers.items()), method="POST")  # noqa: S310 - the address is http on 127.0.0.1
    try:
        with urlopen(request, timeout=10) as response:  # noqa: S310 - as above
            answer = {"status_code": response.status, "body": response.read()}
            headers = response.headers
    except HTTPError as error:
        answer, headers = {"status_code": error.code, "body": error.read()}, error.headers
    answer["headers"] = {name.lower(): value for name, value in headers.items()}
    shape: Any = model.output_shape
    parsed: dict[str, Any] = create_parser(protocol).parse(answer, shape)
    return parsed
