"""What people say while a stage is deployed decides who the function pages."""

from datetime import timedelta
from typing import Any

import pytest

from tests.functions.test_incident_functions import alarm_message, only_incident, page, take
from tests.support.incident_aws import FakeAws
from tests.support.incidents import after
from tocsin.incidents import StoredOverride, override_item, override_key, read_override_item


def override(name: str = "dana", **changes: Any) -> StoredOverride:  # noqa: ANN401 - any field
    """Return who has the rotation `primary`, in which it is ana's turn, for an hour."""
    standard: dict[str, Any] = {
        "rotation": "primary",
        "name": name,
        "begins": after(-60),
        "ends": after(3600),
        "because": "ana is at the dentist's",
        "by": "ben",
    }
    return StoredOverride(**{**standard, **changes})


def paged_with(*overrides: StoredOverride) -> list[str]:
    """Return the topics that a page goes to while overrides are in the table."""
    aws = FakeAws()
    for each in overrides:
        item = override_item(each)
        aws.dynamodb.items[item["pk"]["S"], item["sk"]["S"]] = item
    take(aws, alarm_message())
    page(aws)
    return aws.topics.told


@pytest.mark.parametrize(
    ("overrides", "told"),
    [
        ((), "contact-ana"),
        ((override(),), "contact-dana"),
        ((override(ends=after(1)),), "contact-ana"),
        ((override(begins=after(60)),), "contact-ana"),
        ((override(rotation="secondary"),), "contact-ana"),
        ((override("nobody whom the policy knows"),), "contact-ana"),
        ((override(), override("ben", begins=after(-30))), "contact-ben"),
        ((override("secondary"),), "contact-ben"),
    ],
    ids=[
        "nothing said",
        "for now",
        "over",
        "later",
        "another rotation",
        "cannot be paged",
        "the later one of two",
        "a rotation",
    ],
)
def test_whoever_stands_in_is_paged(overrides: tuple[StoredOverride, ...], told: str) -> None:
    """From the next page on, and only while it lasts."""
    assert paged_with(*overrides) == [told]


def test_an_override_that_cannot_be_read_stops_no_page() -> None:
    """Whoever has the turn is paged; what else is in the table still counts."""
    aws = FakeAws()
    key = override_key("primary", after(-60))
    aws.dynamodb.items[key["pk"]["S"], key["sk"]["S"]] = {**key, "name": {"N": "1"}}
    take(aws, alarm_message())

    page(aws)

    assert aws.topics.told == ["contact-ana"]


def test_overrides_that_cannot_be_asked_for_stop_no_page(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The failure is logged, without a name of anybody."""
    aws = FakeAws()
    take(aws, alarm_message())

    def fails(*_: object, **__: object) -> None:
        raise TimeoutError("no answer")

    monkeypatch.setattr(type(aws.dynamodb), "paginate", fails)
    page(aws)

    assert aws.topics.told == ["contact-ana"]
    logged = capsys.readouterr().out
    assert '"what": "overrides"' in logged
    assert only_incident(aws).id in logged


def test_an_override_is_read_as_it_was_written() -> None:
    """Moments are kept in UTC, so that keys sort by time."""
    written = override(ends=after(3600) + timedelta(days=1))

    assert read_override_item(override_item(written)) == written
