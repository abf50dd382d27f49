"""The queue that stands for the on-call person's phone."""

import json
import time
from dataclasses import dataclass

from local.endpoint import Endpoint
from local.paged_queues import place_of

_BATCH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it arrived: what CloudWatch says about one change of an alarm's state."""

    alarm: str
    state: str


class Inbox:
    """Reads pages; one about another alarm than asked for stays in the queue.

    Attributes:
        name: What the queue is called.
    """

    def __init__(self, endpoint: Endpoint, queue: str) -> None:
        """Read the queue that has this ARN."""
        region, self.name = place_of(queue)
        self._sqs = endpoint.client("sqs", region)
        self._url = self._sqs.get_queue_url(QueueName=self.name)["QueueUrl"]

    def discard(self, alarm: str) -> None:
        """Delete the pages about an alarm that are there already."""
        while self._take(alarm):
            pass

    def wait_for(self, alarm: str, state: str, seconds: float) -> Page | None:
        """The page that an alarm is in a state now; None if none comes in that time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for page in self._take(alarm):
                if page.state == state:
                    return page
            time.sleep(0.05)
        return None

    def _take(self, alarm: str) -> list[Page]:
        answer = self._sqs.receive_message(
            QueueUrl=self._url, MaxNumberOfMessages=_BATCH, VisibilityTimeout=2
        )
        pages = []
        for message in answer.get("Messages", []):
            page = read_page(message["Body"])
            if page and page.alarm == alarm:
                self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])
                pages.append(page)
        return pages


def read_page(body: str) -> Page | None:
    """The page in an SQS message body; None if the message is not about an alarm."""
    try:
        envelope = json.loads(body)
        message = json.loads(envelope["Message"])
        return Page(alarm=message["AlarmName"], state=message["NewStateValue"])
    except (ValueError, KeyError, TypeError):
        return None
