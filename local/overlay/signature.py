"""Version 4 of AWS's request signatures: who signed a request, and whether with which secret.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import product
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

ALGORITHM = "AWS4-HMAC-SHA256"
_UNSIGNED_BODY = "UNSIGNED-PAYLOAD"
_SIGNATURE_PARAMETER = "X-Amz-Signature"
_UNRESERVED = "-_.~"
_SLASHES_IN_SCOPE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a signature covers of a request, besides its body.

    Attributes:
        method: The method, such as `GET`.
        path: The path as it was sent, with its percent signs.
        query: What stands behind the question mark, as it was sent.
        headers: The values by the names in lower case, those of one name with commas between.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature as a request carries it, in its `Authorization` header or in its query.

    Attributes:
        access_key: Names the signer.
        scope: Date, Region, service and `aws4_request`, with slashes between.
        time: When it was made, such as `20261123T120000Z`.
        signed_headers: Names of the headers that it covers, with semicolons between.
        value: The signature itself, 64 hexadecimal digits.
        body_hashes: What it may have for the body; empty where only the body's own hash will do.
    """

    access_key: str
    scope: str
    time: str
    signed_headers: str
    value: str = ""
    body_hashes: tuple[str, ...] = ()

    def is_made_with(self, secret: str, request: Request, body: bytes = b"") -> bool:
        """Whether it signs this request and body with this secret.

        Clients differ in how they write path and query before they sign them, so each way counts.
        """
        if "host" not in self.signed_headers.split(";"):
            return False
        body_hashes = self.body_hashes or (hashlib.sha256(body).hexdigest(),)
        written = product(_written_paths(request.path), _written_queries(request.query))
        as_written = [replace(request, path=path, query=query) for path, query in written]
        return any(
            hmac.compare_digest(_bytes(_computed(self, secret, *signed)), _bytes(self.value))
            for signed in product(as_written, body_hashes)
        )


def signature_of(request: Request) -> Signature | None:
    """The signature that a request carries; None if it carries none of this version."""
    algorithm, _, rest = request.headers.get("authorization", "").partition(" ")
    if algorithm == ALGORITHM:
        parts = dict(part.strip().partition("=")[::2] for part in rest.split(","))
        # Clients of S3 say what they signed for the body, others sign the body's hash.
        declared = request.headers.get("x-amz-content-sha256")
        time = request.headers.get("x-amz-date", "")
        return _signature(parts, time, (declared,) if declared else ())
    parameters = dict(parse_qsl(request.query, keep_blank_values=True))
    if parameters.get("X-Amz-Algorithm") == ALGORITHM:
        parts = {name.removeprefix("X-Amz-"): value for name, value in parameters.items()}
        no_body = hashlib.sha256(b"").hexdigest()
        return _signature(parts, parts.get("Date", ""), (_UNSIGNED_BODY, no_body))
    return None


def signed_url(method: str, url: str, access_key: str, secret: str, now: datetime) -> str:
    """The URL with a signature in its query: who has it may send this request, with any body."""
    time = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    scope = f"{time[:8]}/us-east-1/s3/aws4_request"
    parameters = {
        "X-Amz-Algorithm": ALGORITHM,
        "X-Amz-Credential": f"{access_key}/{scope}",
        "X-Amz-Date": time,
        "X-Amz-SignedHeaders": "host",
    }
    address, query = urlsplit(url), urlencode(parameters)
    headers = {"host": address.netloc}
    request = Request(method=method, path=address.path, query=query, headers=headers)
    signature = Signature(access_key=access_key, scope=scope, time=time, signed_headers="host")
    value = _computed(signature, secret, request, _UNSIGNED_BODY)
    return f"{url}?{query}&{_SIGNATURE_PARAMETER}={value}"


def _signature(
    parts: Mapping[str, str], time: str, body_hashes: tuple[str, ...]
) -> Signature | None:
    access_key, _, scope = parts.get("Credential", "").partition("/")
    if not access_key or not time or scope.count("/") != _SLASHES_IN_SCOPE:
        return None
    return Signature(
        access_key=access_key,
        scope=scope,
        time=time,
        signed_headers=parts.get("SignedHeaders", ""),
        value=parts.get("Signature", ""),
        body_hashes=body_hashes,
    )


def _computed(signature: Signature, secret: str, request: Request, body_hash: str) -> str:
    """What the value has to be, of a request whose path and query are as the signer wrote them."""
    names = signature.signed_headers
    headers = "".join(
        f"{name}:{' '.join(request.headers.get(name, '').split())}\n" for name in names.split(";")
    )
    target = f"{request.method}\n{request.path}\n{request.query}"
    canonical = f"{target}\n{headers}\n{names}\n{body_hash}"
    digest = hashlib.sha256(_bytes(canonical)).hexdigest()
    key = _bytes(f"AWS4{secret}")
    for part in signature.scope.split("/"):
        key = _hmac(key, part)
    return _hmac(key, f"{ALGORITHM}\n{signature.time}\n{signature.scope}\n{digest}").hex()


def _written_paths(path: str) -> set[str]:
    once = quote(unquote(path), safe=f"/{_UNRESERVED}")
    return {path, once, quote(once, safe=f"/{_UNRESERVED}")}


def _written_queries(query: str) -> set[str]:
    pairs = [part.partition("=")[::2] for part in query.split("&") if part]
    sent = [pair for pair in pairs if pair[0] != _SIGNATURE_PARAMETER]
    encoded = [tuple(quote(unquote(text), safe=_UNRESERVED) for text in pair) for pair in sent]
    # AWS wants them sorted, and older versions of curl do not.
    return {"&".join(map("=".join, each)) for each in (sent, sorted(sent), sorted(encoded))}


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, _bytes(text), hashlib.sha256).digest()


def _bytes(text: str) -> bytes:
    # As the guard reads headers: also one that is not UTF-8 has its own bytes again.
    return text.encode(errors="surrogateescape")
