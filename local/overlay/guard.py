"""Lets a request pass to the emulator only if a program sent it that has the key of this run.

A browser lets every page send requests to 127.0.0.1, so listening there alone keeps no page out. A
page cannot know the key, nor leave out the headers that tell where it comes from.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from local.overlay.asgi import Application, Message, Receive, Scope, Send, send_json
from local.overlay.signature import Request, signature_of

# The secret of an access key that this run has issued; None for any other key.
SecretOf = Callable[[str], str | None]

_WHAT = "the embedded AWS refuses this request"
_CORS_PREFIX = b"access-control-"
_USE_THE_KEY = (
    "sign it, as AWS's SDKs and command line do, with the key of this run, which "
    "`python -m local env` prints"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a request is refused, and what its sender can do."""

    why: str
    fix: str

    def as_json(self) -> dict[str, str]:
        """The body of the answer; AWS's clients show the message."""
        message = f"{_WHAT}: {self.why}; {self.fix}"
        code = "AccessDeniedException"
        return {"__type": code, "message": message, "what": _WHAT, "why": self.why, "fix": self.fix}


def guarded(application: Application, *, address: str, secret_of: SecretOf) -> Application:
    """The application behind a guard, which answers 403 to what no program of this run sent.

    Args:
        application: Gets every other request, and answers without headers that let pages read.
        address: Host and port that are served, such as `127.0.0.1:4566`.
        secret_of: Gives the secret of an access key of this run.
    """

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await application(scope, receive, send)
            return
        request = _request(scope)
        refusal = _comes_from_elsewhere(request, address)
        if not refusal:
            refusal, receive = await _is_not_signed(request, secret_of, receive)
        if refusal:
            await send_json(scope, send, refusal.as_json(), HTTPStatus.FORBIDDEN)
        else:
            await application(scope, receive, _without_cors(send))

    return guard


def _request(scope: Scope) -> Request:
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode(errors="surrogateescape")
        headers[key] = f"{headers[key]},{text}" if key in headers else text
    return Request(
        method=scope.get("method", "GET"),
        path=scope["raw_path"].decode("latin-1"),
        query=scope["query_string"].decode("latin-1"),
        headers=headers,
    )


def _comes_from_elsewhere(request: Request, address: str) -> Refusal | None:
    if "origin" in request.headers:
        why = "it has an Origin header, so a page in a browser sent it"
        return Refusal(why=why, fix="use a program instead, such as AWS's SDKs and command line")
    if request.headers.get("host") != address:
        why = f"its Host is not {address}, so it was meant for another server"
        return Refusal(why=why, fix=f"send it to http://{address}, under this name and port")
    return None


async def _is_not_signed(
    request: Request, secret_of: SecretOf, receive: Receive
) -> tuple[Refusal | None, Receive]:
    """Why the signature does not hold, if so, and a `receive` that still gives all of the body."""
    signature = signature_of(request)
    if not signature:
        return Refusal(why="it is not signed (AWS Signature Version 4)", fix=_USE_THE_KEY), receive
    secret = secret_of(signature.access_key)
    if not secret:
        return Refusal(why="its access key is not one of this run", fix=_USE_THE_KEY), receive
    messages: list[Message] = []
    if not signature.body_hashes:
        messages = await _whole_body(receive)
    body = b"".join(message.get("body", b"") for message in messages)
    if not signature.is_made_with(secret, request, body):
        return Refusal(why="its signature is wrong", fix=_USE_THE_KEY), receive
    return None, _first(messages, receive)


async def _whole_body(receive: Receive) -> list[Message]:
    messages = [await receive()]
    while messages[-1]["type"] == "http.request" and messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def _first(messages: Sequence[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def give() -> Message:
        message = next(waiting, None)
        return await receive() if message is None else message

    return give


def _without_cors(send: Send) -> Send:
    async def strip(message: Message) -> None:
        if headers := message.get("headers"):
            kept = [each for each in headers if not bytes(each[0]).lower().startswith(_CORS_PREFIX)]
            message = {**message, "headers": kept}
        await send(message)

    return strip
