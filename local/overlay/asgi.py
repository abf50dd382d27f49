"""Names for the parts of ASGI, the interface between a web server and an application.

https://asgi.readthedocs.io/en/latest/specs/www.html
"""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

Message: TypeAlias = MutableMapping[str, Any]
Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]


async def send_json(scope: Scope, send: Send, answer: object, status: int = 200) -> None:
    """Answer a request, or a websocket that is not accepted, with JSON."""
    prefix = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    body = json.dumps(answer).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": f"{prefix}.start", "status": status, "headers": headers})
    await send({"type": f"{prefix}.body", "body": body})


async def body_of(receive: Receive) -> bytes:
    """Read the whole body of a request."""
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return body


def signed_service(scope: Scope) -> str:
    """Return for which service a request is signed, as `dynamodb`; empty if for none."""
    headers: dict[bytes, bytes] = dict(scope.get("headers", ()))
    # A signature names the service right before its last part, as `/sns/aws4_request`.
    signature = headers.get(b"authorization", b"").decode("latin-1")
    return signature.partition("/aws4_request")[0].rpartition("/")[2]
