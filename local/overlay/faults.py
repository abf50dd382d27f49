"""Lets a service refuse functions, so that what they do then can be seen.

Only requests that functions send are refused. What the emulator does in its own process, as a topic
that fills a queue or a machine that publishes, cannot be.
"""

import random
from collections.abc import Mapping, Sequence

from local.overlay.asgi import Application, Receive, Scope, Send, signed_service

PATH = "/_tocsin/faults"
_MARK = "exec-env/AWS_Lambda"
_CODE = "AccessDeniedException"
_WHY = "the embedded AWS was told to let this service refuse functions"
_XML = (
    "<ErrorResponse><Error><Type>Sender</Type>"
    f"<Code>{_CODE}</Code><Message>{_WHY}</Message></Error></ErrorResponse>"
).encode()
_JSON = f'{{"__type": "{_CODE}", "message": "{_WHY}"}}'.encode()
_REFUSED = 400  # AWS's clients try a request again after 500, not after this

_shares: dict[str, float] = {}


def set_faults(query: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Let each service that is named refuse this share of requests, and all others none.

    Args:
        query: By the name with which requests to the service are signed, as `dynamodb`, a number
            from 0 to 1.
    """
    _shares.clear()
    _shares.update({service: float(values[-1]) for service, values in query.items()})
    return dict(_shares)


def with_faults(application: Application) -> Application:
    """Refuse what functions ask of services that fail now."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {
            name.lower(): value.decode("latin-1") for name, value in scope.get("headers", ())
        }
        if _fails(scope, headers):
            await _refuse(headers, send)
        else:
            await application(scope, receive, send)

    return answer


def _fails(scope: Scope, headers: Mapping[bytes, str]) -> bool:
    if not _shares or _MARK not in headers.get(b"user-agent", ""):
        return False
    share = _shares.get(signed_service(scope), 0.0)
    return random.random() < share  # noqa: S311 - chance, not a secret


async def _refuse(headers: Mapping[bytes, str], send: Send) -> None:
    is_query = "x-www-form-urlencoded" in headers.get(b"content-type", "")
    body, kind = (_XML, b"text/xml") if is_query else (_JSON, b"application/x-amz-json-1.0")
    answered = [(b"content-type", kind), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": _REFUSED, "headers": answered})
    await send({"type": "http.response.body", "body": body})
