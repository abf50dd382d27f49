"""The guard on its own, before an application that only notes what reaches it."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from local.overlay.asgi import Message, Receive, Scope, Send
from local.overlay.guard import guarded
from local.overlay.signature import signed_url

ADDRESS = "127.0.0.1:4566"
KEY, SECRET = "TOCSINKEY", "the secret of the run"
Headers = list[tuple[bytes, bytes]]


@dataclass
class Outcome:
    """What came back through the guard, and the bodies that reached the application."""

    messages: list[Message] = field(default_factory=list)
    reached: list[bytes] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The status of the answer."""
        return int(self.messages[0]["status"])

    @property
    def answer(self) -> dict[str, str]:
        """The answer as JSON."""
        answer: dict[str, str] = json.loads(self.messages[1]["body"])
        return answer


def ask(
    scope: Scope, body: Iterable[bytes] = (b"",), answer_headers: Headers | None = None
) -> Outcome:
    """Send a request through the guard."""
    outcome = Outcome()
    parts = [{"type": "http.request", "body": part, "more_body": True} for part in body]
    parts[-1]["more_body"] = False
    waiting = iter(parts)

    async def receive() -> Message:
        return next(waiting)

    async def send(message: Message) -> None:
        outcome.messages.append(message)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        whole, more = b"", scope["type"] == "http"
        while more:
            message = await receive()
            whole, more = whole + message["body"], message["more_body"]
        outcome.reached.append(whole)
        await send({"type": "http.response.start", "status": 200, "headers": answer_headers or []})
        await send({"type": "http.response.body", "body": b"{}"})

    secrets = {KEY: SECRET}
    guard = guarded(application, address=ADDRESS, secret_of=secrets.get)

    async def serve() -> None:
        await guard(scope, receive, send)

    asyncio.run(serve())
    return outcome


def request(url: str, headers: Headers | None = None, **more: object) -> Scope:
    """A request as the web server gives it to the guard."""
    address = urlsplit(url)
    host = [] if headers and any(name == b"host" for name, _ in headers) else [b"host"]
    return {
        "type": "http",
        "method": "GET",
        "raw_path": address.path.encode(),
        "query_string": address.query.encode(),
        "headers": [*((name, address.netloc.encode()) for name in host), *(headers or [])],
        **more,
    }


def signed(headers: Headers | None = None, **more: object) -> Scope:
    """A request that is signed with the key of the run, in its query."""
    url = signed_url("GET", f"http://{ADDRESS}/_tocsin/health", KEY, SECRET, datetime.now(UTC))
    return request(url, headers, **more)


def test_a_signed_request_passes() -> None:
    """What a program of this run sends reaches the application."""
    outcome = ask(signed())
    assert (outcome.status, outcome.reached) == (200, [b""])


def test_the_body_passes_whole_where_the_guard_has_read_it() -> None:
    """The signature of most services covers the body; the application still gets all of it."""
    signing = AWSRequest("POST", f"http://{ADDRESS}/", data=b"Action=ListQueues")
    SigV4Auth(Credentials(KEY, SECRET), "sqs", "us-east-1").add_auth(signing)
    headers = [(name.encode().lower(), value.encode()) for name, value in signing.headers.items()]
    scope = request(f"http://{ADDRESS}/", headers, method="POST")

    assert ask(scope, body=[b"Action=", b"List", b"Queues"]).reached == [b"Action=ListQueues"]

    changed = ask(scope, body=[b"Action=", b"PurgeQueue"])
    assert (changed.status, changed.reached) == (403, [])
    assert changed.answer["why"] == "its signature is wrong"


@pytest.mark.parametrize("origin", [b"https://example.com", b"http://127.0.0.1:4566", b"null", b""])
def test_a_request_with_an_origin_is_refused(origin: bytes) -> None:
    """Whatever origin a browser gives, its own address too, and even if it is signed."""
    outcome = ask(signed([(b"origin", origin)]))
    assert (outcome.status, outcome.reached) == (403, [])
    assert outcome.answer["why"] == "it has an Origin header, so a page in a browser sent it"


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [b"localhost:4566"],
        [b"127.0.0.1"],
        [b"127.0.0.1:4567"],
        [b"rebound.example:4566"],
        [b"shop.s3.127.0.0.1:4566"],
        [b"127.0.0.1:4566", b"127.0.0.1:4566"],
    ],
)
def test_a_request_for_another_host_is_refused(hosts: list[bytes]) -> None:
    """A name that leads to this machine is not the address that is served."""
    scope = signed()
    scope["headers"] = [(b"host", host) for host in hosts]
    outcome = ask(scope)
    assert (outcome.status, outcome.reached) == (403, [])
    assert outcome.answer["why"].startswith("its Host is not 127.0.0.1:4566")
    assert "http://127.0.0.1:4566" in outcome.answer["fix"]


def test_a_request_that_is_not_signed_is_refused() -> None:
    """The answer says so, and where the key is found; AWS's clients show the message."""
    outcome = ask(request(f"http://{ADDRESS}/_tocsin/health"))
    assert (outcome.status, outcome.reached) == (403, [])
    assert outcome.answer["why"] == "it is not signed (AWS Signature Version 4)"
    assert "`python -m local env`" in outcome.answer["fix"]
    assert outcome.answer["fix"] in outcome.answer["message"]


def test_a_request_with_another_key_is_refused() -> None:
    """The key of another run, or the one that every emulator takes, is worth nothing."""
    url = signed_url("GET", f"http://{ADDRESS}/", "test", "test", datetime.now(UTC))
    assert ask(request(url)).answer["why"] == "its access key is not one of this run"


def test_a_request_with_a_wrong_secret_is_refused() -> None:
    """Who knows the access key alone knows nothing."""
    url = signed_url("GET", f"http://{ADDRESS}/", KEY, "test", datetime.now(UTC))
    assert ask(request(url)).answer["why"] == "its signature is wrong"


def test_bytes_that_are_no_text_are_refused() -> None:
    """A header that is not UTF-8 breaks nothing."""
    scope = f"{KEY}/20261123/eu-central-1/sqs/aws4_request"
    text = f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature="
    headers = [(b"authorization", text.encode() + b"\xff"), (b"x-amz-date", b"\xfe")]
    outcome = ask(request(f"http://{ADDRESS}/", headers))
    assert outcome.answer["why"] == "its signature is wrong"


def test_a_websocket_is_refused_like_a_request() -> None:
    """A page's websocket is answered with 403 before it is open."""
    scope = signed([(b"origin", b"https://example.com")], type="websocket")
    del scope["method"]
    outcome = ask(scope)
    assert outcome.reached == []
    assert [message["type"] for message in outcome.messages] == [
        "websocket.http.response.start",
        "websocket.http.response.body",
    ]
    assert outcome.status == 403


def test_answers_let_no_page_read_them() -> None:
    """Headers by which a server lets pages of other origins read are gone; others stay."""
    headers = [
        (b"Access-Control-Allow-Origin", b"*"),
        (b"access-control-expose-headers", b"*"),
        (b"content-type", b"application/json"),
    ]
    outcome = ask(signed(), answer_headers=headers)
    assert outcome.messages[0]["headers"] == [(b"content-type", b"application/json")]


def test_what_the_server_itself_asks_passes() -> None:
    """The start and the end of the server are no requests."""
    outcome = ask({"type": "lifespan"})
    assert outcome.reached == [b""]
