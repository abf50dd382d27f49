"""A real browser without a window, and a web server for the page that it opens."""

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE_SECONDS = 60.0

# Without its sandbox, which needs rights that a container lacks: the pages are our own.
OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    *("--no-proxy-server", "--no-first-run", "--disable-background-networking"),
)

_REPORT = """
async function report(value) {
    await fetch("/report", {method: "POST", body: JSON.stringify(value)});
}
"""


def browser_program() -> str | None:
    """The program of the browser; None if none is installed."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def open_page(script: str) -> Any:  # noqa: ANN401 - whatever JSON the page reports
    """Open a page with a script in the browser, and return what the script gives to `report`.

    The page comes from a port of its own on 127.0.0.1. Server and browser have ended afterwards.

    Raises:
        queue.Empty: If it reports nothing in time.
    """
    reports: queue.Queue[Any] = queue.Queue()
    page = f"<!doctype html><meta charset=utf-8><body><script>{_REPORT}{script}</script>"
    with _served(page.encode(), reports) as url, _browser(url):
        return reports.get(timeout=PATIENCE_SECONDS)


def shown_at(url: str, *options: str) -> str:
    """What the browser shows at an address, as HTML."""
    with _browser(*options, "--dump-dom", url) as browser:
        return browser.communicate(timeout=PATIENCE_SECONDS)[0]


@contextlib.contextmanager
def _served(page: bytes, reports: "queue.Queue[Any]") -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(page)

        def do_POST(self) -> None:
            reports.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer(b"")

        def log_message(self, *_arguments: object) -> None:
            pass

        def _answer(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def _browser(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    program = browser_program()
    assert program, "ask browser_program first"
    with tempfile.TemporaryDirectory(prefix="tocsin-browser-") as profile:
        process = subprocess.Popen(
            [program, *OPTIONS, f"--user-data-dir={profile}", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            # A group of its own, so that it can be ended with all that it started.
            start_new_session=True,
        )
        with process:
            try:
                yield process
            finally:
                end(process)


def end(process: "subprocess.Popen[Any]") -> None:
    """End a browser with all that it started."""
    # All of it may have ended by itself.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
