"""A real browser whose pages tests open, ask and photograph, by its own protocol.

https://chromedevtools.github.io/devtools-protocol/
"""

import base64
import contextlib
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.support.browser import OPTIONS, PATIENCE_SECONDS, browser_program, end

Json = dict[str, Any]
Pixels = NDArray[np.uint8]

_MERE_REMARKS = frozenset({"log", "info", "debug"})


@dataclass
class Page:
    """A tab.

    Attributes:
        messages: What it wrote to the console that is no mere remark, and its uncaught errors.
        requests: The addresses that it asked for, without its own.
    """

    _pipe: "_Pipe"
    _session: str
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a file afresh, and wait until it has loaded."""
        self.messages.clear()
        self.requests.clear()
        self._ask("Page.navigate", url="about:blank")
        self._ask("Page.navigate", url=_address(path, fragment))
        self.wait("document.readyState === 'complete'")

    def shows(self, path: Path, fragment: str = "") -> bool:
        """Tell whether that file is open at that fragment, whatever was done in it."""
        return bool(self.evaluate("location.href") == _address(path, fragment))

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - whatever JSON it is
        """Return the value of an expression in the page, of a promise what it gives."""
        answer = self._ask(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until an expression in the page is true.

        Raises:
            TimeoutError: It is not in time.
        """
        last = time.monotonic() + PATIENCE_SECONDS
        while not self.evaluate(condition):
            if time.monotonic() > last:
                raise TimeoutError(condition)
            time.sleep(0.05)

    def prefer(self, scheme: str) -> None:
        """Let the system of the viewer prefer a `dark` or a `light` page."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self._ask("Emulation.setEmulatedMedia", features=[feature])

    def size(self, width: int, height: int) -> None:
        """Let the window have a size."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def press(self, key: str) -> None:
        """Press a key and release it."""
        text = {"Enter": "\r", " ": " "}.get(key, "")
        down: Json = {"type": "keyDown", "key": key, "text": text}
        self._ask("Input.dispatchKeyEvent", **down, windowsVirtualKeyCode=_CODES[key])
        self._ask("Input.dispatchKeyEvent", type="keyUp", key=key)

    def photograph(self, selector: str | None = None, height: int | None = None) -> bytes:
        """Return a PNG of what is seen, or of an element from its top on.

        Args:
            selector: The element; None for the window.
            height: How much of it; None for all.
        """
        clip: Json = {}
        if selector is not None:
            box = self.evaluate(
                f"(({{x, y, width, height}}) => ({{x, y, width, height}}))"
                f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
            )
            clip = {"clip": {**box, "height": height or box["height"], "scale": 1}}
        data: str = self._ask("Page.captureScreenshot", **clip)["data"]
        return base64.b64decode(data)

    def pixels(self, png: bytes) -> Pixels:
        """Return the colours of a picture, `(height, width, 3) uint8`."""
        address = f"data:image/png;base64,{base64.b64encode(png).decode()}"
        width, height, data = self.evaluate(f"({_PIXELS})({json.dumps(address)})")
        found = np.frombuffer(base64.b64decode(data), dtype=np.uint8)
        return found.reshape(height, width, 4)[:, :, :3]

    def start(self) -> None:
        """Listen to what the page says and asks for."""
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{domain}.enable")

    def _ask(self, method: str, **parameters: object) -> Json:
        return self._pipe.ask(method, parameters, self._session, self._hear)

    def _hear(self, event: Json) -> None:
        given = event["params"]
        match event["method"]:
            case "Runtime.consoleAPICalled" if given["type"] not in _MERE_REMARKS:
                words = (str(each.get("value", each.get("description"))) for each in given["args"])
                self.messages.append(f"{given['type']}: {' '.join(words)}")
            case "Runtime.exceptionThrown":
                self.messages.append(json.dumps(given["exceptionDetails"])[:1000])
            case "Log.entryAdded":
                self.messages.append(f"{given['entry']['level']}: {given['entry']['text']}")
            case "Network.requestWillBeSent":
                address = given["request"]["url"]
                if not address.startswith(("file:", "data:", "about:")):
                    self.requests.append(address)


def _address(path: Path, fragment: str) -> str:
    return f"{path.as_uri()}#{fragment}" if fragment else path.as_uri()


_MOVE_ENDS = """
import os, sys
reading, writing = (os.dup(int(each)) for each in sys.argv[1:3])
os.dup2(os.dup(reading), 3), os.dup2(os.dup(writing), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads at 3 and writes at 4, whatever numbers the ends have here."""

_CODES = {"Enter": 13, " ": 32, "Tab": 9}

_PIXELS = """
async (address) => {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const {width, height} = picture;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(picture, 0, 0);
    const bytes = context.getImageData(0, 0, width, height).data;
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) {
        text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    }
    return [width, height, btoa(text)];
}
"""


@contextlib.contextmanager
def opened_browser() -> Iterator[Page]:
    """Start a browser with one page; it has ended afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="tocsin-browser-") as profile,
        _started(profile) as pipe,
    ):
        target = pipe.ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = pipe.ask("Target.attachToTarget", {"targetId": target, "flatten": True})
        page = Page(pipe, attached["sessionId"])
        page.start()
        yield page


@contextlib.contextmanager
def _started(profile: str) -> Iterator["_Pipe"]:
    program = browser_program()
    assert program, "ask browser_program first"
    theirs, ours_to_write = os.pipe()
    ours_to_read, theirs_to_write = os.pipe()
    process = subprocess.Popen(
        [
            *(sys.executable, "-Ic", _MOVE_ENDS, str(theirs), str(theirs_to_write), program),
            *OPTIONS,
            "--remote-debugging-pipe",
            "--hide-scrollbars",
            f"--user-data-dir={profile}",
        ],
        pass_fds=(theirs, theirs_to_write),
        cwd=profile,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(theirs)
    os.close(theirs_to_write)
    with process:
        try:
            yield _Pipe(ours_to_read, ours_to_write)
        finally:
            end(process)
            os.close(ours_to_read)
            os.close(ours_to_write)


def _ignore(event: Json) -> None:
    del event


class _Pipe:
    """Messages to and from a browser: JSON, each ended by a zero."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading = reading
        self._writing = writing
        self._number = 0
        self._rest = b""

    def ask(
        self,
        method: str,
        parameters: Json,
        session: str | None = None,
        hear: Callable[[Json], None] = _ignore,
    ) -> Json:
        """Return the answer; what happens meanwhile is heard."""
        self._number += 1
        message: Json = {"id": self._number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while True:
            heard = self._next()
            if heard.get("id") == self._number:
                assert "error" not in heard, heard["error"]
                result: Json = heard["result"]
                return result
            if "method" in heard:
                hear(heard)

    def _next(self) -> Json:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._reading], [], [], PATIENCE_SECONDS)
            if not ready:
                raise TimeoutError
            part = os.read(self._reading, 1 << 20)
            assert part, "the browser has ended"
            self._rest += part
        text, _, self._rest = self._rest.partition(b"\0")
        message: Json = json.loads(text)
        return message
