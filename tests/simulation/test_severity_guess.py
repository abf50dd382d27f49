import pytest

from tocsin.simulation.severity_guess import guess_by_names, guess_by_tags


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("prod-pager", "critical"),
        ("CriticalAlarms", "critical"),
        ("shop_P1_alerts", "critical"),
        ("prodP1Alerts", "critical"),
        ("sev-1", "critical"),
        ("OnCallTopic", "critical"),
        ("pagerduty-events", "critical"),
        ("WarningsTopic", "warning"),
        ("ops-sev2", "warning"),
        ("daily-digest", "info"),
        ("InfoTopic", "info"),
        ("alerts", None),
        ("LowStock", None),
        ("HighCpu", None),
        ("information-desk", None),
        ("landing-page", None),
        ("p99-latency", None),
    ],
)
def test_what_the_name_of_a_topic_means(name: str, severity: str | None) -> None:
    """Words that teams use for urgency count, wherever they stand and however they are joined."""
    guess = guess_by_names([name])

    assert (guess and guess[0]) == severity


def test_the_most_urgent_topic_counts() -> None:
    """An alarm that goes to a pager and to a chat is one for the pager."""
    assert guess_by_names(["warnings", "pager", "digest"]) == ("critical", "pager")


@pytest.mark.parametrize(
    ("tags", "guess"),
    [
        ({"severity": "Critical"}, ("critical", "severity: Critical")),
        ({"Team": "x", "Priority": "P2"}, ("warning", "Priority: P2")),
        ({"acme:alarm-severity": "1"}, ("critical", "acme:alarm-severity: 1")),
        ({"Severity": "high"}, ("critical", "Severity: high")),
        ({"urgency": "low"}, ("info", "urgency: low")),
        ({"severity": "purple"}, None),
        ({"pager": "critical"}, None),
    ],
)
def test_what_a_tag_means(tags: dict[str, str], guess: tuple[str, str] | None) -> None:
    """A tag that says how urgent, by its key, is read by its value."""
    assert guess_by_tags(tags) == guess
