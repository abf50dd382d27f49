from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.support.viewpoints import SMALL, planned
from tocsin.plan import AlarmSpec, describe
from tocsin.plan.specs.description import LONGEST_DESCRIPTION


def _alarm() -> AlarmSpec:
    return next(alarm for alarm in planned(SMALL).alarms if alarm.id == "checkout-no-orders")


def test_description_reads_from_symptom_to_runbook() -> None:
    """The text says what happened, why it matters, what to do first and where to read on."""
    assert describe(_alarm()) == (
        "No order was placed. Nobody can buy.\n"
        "\n"
        "First: Place one.\n"
        "\n"
        "Runbook: https://example.com/runbooks/checkout/no-orders.md\n"
        "Severity: critical · Service: checkout · Owner: payments\n"
        "Condition: Orders placed below 1 for 3 of 5 periods of 1 min"
    )


SENTENCES = st.text(min_size=1, max_size=2_000)


@given(what=SENTENCES, why=SENTENCES, first=SENTENCES)
def test_description_fits_and_keeps_the_runbook(what: str, why: str, first: str) -> None:
    """However long the sentences are, the text fits CloudWatch and keeps the whole link."""
    alarm = replace(_alarm(), what_happened=what, why_it_matters=why, first_action=first)

    text = describe(alarm)

    assert len(text) <= LONGEST_DESCRIPTION
    assert f"\n\nRunbook: {alarm.runbook}\n" in text
    assert text.endswith(f"Condition: {alarm.condition}")
    assert text.startswith(what[:100])
    assert f"\n\nFirst: {first[:100]}" in text


def test_longest_names_leave_room_for_sentences() -> None:
    """With the longest names that a viewpoint allows, each sentence keeps a hundred characters."""
    alarm = replace(
        _alarm(),
        what_happened="w" * 2_000,
        first_action="f" * 2_000,
        service="s" * 64,
        owner="o" * 64,
        runbook="https://" + "r" * 430,
        series=replace(_alarm().series, label="l" * 64),
    )

    text = describe(alarm)

    assert len(text) <= LONGEST_DESCRIPTION
    assert "w" * 100 in text
    assert "f" * 100 in text
    assert alarm.runbook in text


def test_condition_in_seconds() -> None:
    """A period of less than a minute is told in seconds."""
    alarm = _alarm()

    assert replace(alarm, series=replace(alarm.series, period=10)).condition.endswith("of 10 s")
