"""What a page in a real browser, from another port of this machine, can do to the embedded AWS."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.endpoint import Endpoint
from tests.support.browser import browser_program, open_page, shown_at
from tests.support.emulator import running_emulator

pytestmark = [
    pytest.mark.emulator,
    pytest.mark.slow,
    pytest.mark.skipif(
        not browser_program(), reason="no browser is installed; `make browser` installs Chromium"
    ),
]

SCRIPT = (Path(__file__).parent / "page_from_elsewhere.js").read_text()


@pytest.fixture(scope="module")
def emulator() -> Iterator[Endpoint]:
    """An emulator of its own, whose state is compared."""
    with running_emulator() as endpoint:
        endpoint.client("sqs").create_queue(QueueName="was-there")
        yield endpoint


def queues(emulator: Endpoint) -> list[str]:
    """The names of the queues."""
    urls = emulator.client("sqs").list_queues()["QueueUrls"]
    return [url.rpartition("/")[2] for url in urls]


def test_a_page_can_neither_read_nor_change_anything(emulator: Endpoint) -> None:
    """Whether it fetches, posts a form, shows an image or opens a websocket."""
    before = queues(emulator), emulator.stub_resources()
    refused = "TypeError"
    unseen = {"type": "opaque", "status": 0, "text": ""}

    outcome = open_page(f"const emulator = {json.dumps(emulator.url)};\n{SCRIPT}")

    assert outcome == {
        "health": refused,
        "stock_health": refused,
        "list": refused,
        "list_unseen": unseen,
        "create": refused,
        "create_unseen": unseen,
        "with_header": refused,
        "image": "error",
        "form": "cannot be read",
        "socket": "error",
    }
    assert (queues(emulator), emulator.stub_resources()) == before == (["was-there"], [])


def test_a_name_that_leads_to_this_machine_shows_the_refusal(emulator: Endpoint) -> None:
    """A page whose name is pointed at 127.0.0.1 afterwards has no Origin, and is refused too."""
    url = f"http://rebound.example:{emulator.port}/_tocsin/health"

    shown = shown_at(url, "--host-resolver-rules=MAP rebound.example 127.0.0.1")

    assert f"its Host is not 127.0.0.1:{emulator.port}" in shown
