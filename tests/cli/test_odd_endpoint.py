"""What does not answer as AWS does is a failure of what was asked, and nothing of it is kept."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.command_line import Outcome, run
from tests.support.odd_endpoint import answering
from tests.support.recorded import alarm_resource, template
from tests.support.viewpoints import WHOLE

AT = 1_767_225_600


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "none")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "none")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    # A second attempt would wait for up to a second.
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0)
    monkeypatch.chdir(tmp_path)
    alarm = alarm_resource("shop-errors", Period=300)
    Path("shop.json").write_text(json.dumps(template(alarm)))


def _record(url: str, *arguments: str) -> Outcome:
    # A file holds a day of UTC, and the two hours must not be in two of them.
    end = time.time() // 86_400 * 86_400 - 3600
    span = ("--start", _instant(end - 7200), "--end", _instant(end))
    return run("record", "-a", "shop.json", "-o", "data", *span, "--endpoint-url", url, *arguments)


def _instant(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()


def _page(times: str, values: str, query_id: str = "q0", more: str = "") -> bytes:
    result = f'"Id":"{query_id}","Label":"x","Timestamps":[{times}],"Values":[{values}]'
    return f'{{"MetricDataResults":[{{{result},"StatusCode":"Complete"}}]{more}}}'.encode()


ODD = {
    "a page for people": (b"<html><body>Sign in</body></html>", "it begins b'<html><body>Sign in"),
    "nothing": (b"", "it is empty"),
    "no object": (b"[]", "it begins b'[]'"),
    "null": (b"null", "it begins b'null'"),
    "no text": (b"\xff\xfe", "it begins"),
    "nested without end": (b"[" * 100_000, "it begins b'[[[["),
    "no results": (b"{}", "MetricDataResults is missing"),
    "results that are no list": (b'{"MetricDataResults":"abc"}', "AttributeError"),
    "a result without id": (b'{"MetricDataResults":[{"Label":"x"}]}', "Id is missing"),
    "an id that nobody asked for": (_page(f"{AT}", "1", "zz"), "no query has the Id 'zz'"),
    "a value that is text": (_page(f"{AT}", '"a"'), "Values[0] is 'a' where double is expected"),
    "a value that is true": (_page(f"{AT}", "true"), "is True where double is expected"),
    "no value": (_page(f"{AT}", "null"), "is None where double is expected"),
    "not a number": (_page(f"{AT}", "NaN"), "a value of q0 is not a finite number"),
    "5,000 digits": (_page(f"{AT}", "9" * 5000), "it begins"),
    "a time that is text": (_page('"foo"', "1"), "Invalid timestamp"),
    "a time twice": (_page(f"{AT},{AT}", "1,2"), "q0 has 2026-01-01T00:00:00Z twice"),
    "times that descend": (
        _page(f"{AT + 60},{AT}", "1,2"),
        "q0 has 2026-01-01T00:01:00Z before 2026-01-01T00:00:00Z",
    ),
    "fewer values than times": (_page(f"{AT}", "1,2"), "1 Timestamps and 2 Values"),
    "the same page for ever": (
        b'{"MetricDataResults":[],"NextToken":"t"}',
        "The same next token was received twice",
    ),
}


@pytest.mark.parametrize("kind", ODD)
def test_an_answer_is_checked_before_it_is_kept(kind: str) -> None:
    """What it is that is odd is said, no traceback is shown, and no file is left."""
    body, said = ODD[kind]
    with answering((200, body)) as url:
        outcome = _record(url)

    assert outcome.exit_code == 3, outcome.errors
    assert "cloudwatch:GetMetricData: the answer is not one of AWS: " in outcome.errors
    assert said in outcome.errors
    assert "--endpoint-url" in outcome.errors
    assert list(Path("data").iterdir()) == []


def test_pages_without_end_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that always has one page more does not hold the command up for ever."""
    monkeypatch.setattr("tocsin.aws.metric_download._MOST_PAGES", 3)
    pages = [f'{{"MetricDataResults":[],"NextToken":"{number}"}}'.encode() for number in range(9)]
    with answering(*((200, page) for page in pages)) as url:
        outcome = _record(url)

    assert outcome.exit_code == 3
    assert "there is no end of it after 3 pages" in outcome.errors


def test_retries_say_so() -> None:
    """A command that waits for AWS says for what, and how often it has asked."""
    throttled = b'{"__type": "Throttling", "message": "slow down"}'
    with answering((400, throttled), (500, b"<html>"), (200, _page(f"{AT}", "1"))) as url:
        outcome = _record(url)

    assert outcome.exit_code == 0, outcome.errors
    assert "cloudwatch:GetMetricData: attempt 2 of 10, after Throttling" in outcome.errors
    assert "cloudwatch:GetMetricData: attempt 3 of 10, after 500" in outcome.errors


def test_the_account_stands_in_the_name_and_in_the_file() -> None:
    """Two accounts recorded into one folder do not take each other's files for their own."""
    with answering((200, _page(f"{AT}", "1"))) as url:
        outcome = _record(url)

    assert outcome.exit_code == 0, outcome.errors
    (path,) = Path("data").iterdir()
    assert path.name.startswith("111122223333-eu-west-1-")
    assert json.loads(path.read_text())["Account"] == "111122223333"


@pytest.mark.parametrize(
    "url", ["foo", "http://", "http://local_host:1", "http://a:99999", "ftp://a"]
)
def test_what_is_no_address_is_wrong_input(url: str) -> None:
    """The option is named, and AWS has no part in it."""
    outcome = _record(url)

    assert outcome.exit_code == 2, outcome.errors
    assert "[aws/bad-endpoint]" in outcome.errors
    assert "--endpoint-url" in outcome.errors


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("AWS_DEFAULT_REGION", "no region", "bad-region"),
        ("AWS_DEFAULT_REGION", "", "no-region"),
        ("AWS_PROFILE", "nobody", "no-profile"),
    ],
)
def test_what_aws_cannot_be_asked_with_is_wrong_input(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, kind: str
) -> None:
    """A Region or a profile that there is not is the caller's to mend."""
    monkeypatch.setenv(name, value)

    outcome = _record("http://127.0.0.1:9")

    assert outcome.exit_code == 2, outcome.errors
    assert f"[aws/{kind}]" in outcome.errors


@pytest.mark.parametrize("body", [b"<html><body>Sign in</body></html>", b"{}"])
def test_a_preflight_says_what_it_could_not_ask(body: bytes) -> None:
    """Each question that is answered by somebody else is not checked, and none is a defect."""
    with answering((200, body)) as url:
        outcome = run("preflight", WHOLE, "--stage", "prod", "--endpoint-url", url)

    assert outcome.exit_code == 3, outcome.errors
    assert "the answer is not one of AWS" in outcome.output
