"""An address that answers as somebody else than AWS might: a proxy, an emulator, a typing error."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

IDENTITY = b"""<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>"""


@contextmanager
def answering(*answers: tuple[int, bytes]) -> Iterator[str]:
    """Serve each status and body once, in that order and the last for ever, and give the address.

    Whose credentials they are is answered as AWS does.
    """
    left = list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers.get("content-length", 0)))
            if b"GetCallerIdentity" in asked:
                status, body = 200, IDENTITY
            else:
                status, body = left.pop(0) if len(left) > 1 else left[0]
            self.send_response(status)
            self.send_header("content-type", "application/x-amz-json-1.0")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep what is asked out of the output of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
