from datetime import timedelta

import pytest

from tocsin.diagnostics import InvalidInputError
from tocsin.simulation import read_settings


def test_patterns_and_times() -> None:
    """Each severity has patterns of topics, and may have a response time."""
    rules = read_settings(
        "severities:\n  critical: ['*-pager', '*urgent*']\n  info: chat\n"
        "respond_within:\n  critical: 10m\n  warning: next business day\n"
    ).severity_rules

    assert rules.topics == {"critical": ("*-pager", "*urgent*"), "info": ("chat",)}
    assert rules.response_time("critical") == timedelta(minutes=10)
    assert rules.response_time("warning") is None


def test_who_reads_what() -> None:
    """Endpoints may be declared as read by people, or by programs alone."""
    declared = read_settings(
        "severities: {critical: '*-pager'}\n"
        "recipients: {people: ['*:inbox', '*:desk'], programs: '*:archive'}\n"
    ).declared_readers

    assert declared.people == ("*:inbox", "*:desk")
    assert declared.programs == ("*:archive",)
    assert declared.topics == ("*-pager",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "tocsin.yaml: nothing stands where a mapping is expected; write key: value"),
        ("severity: {}", "tocsin.yaml:1:1: severity: the key 'severity' is unknown; did you mean"),
        (
            "severities: {critcal: [a]}",
            "tocsin.yaml:1:14: severities.critcal: the severity 'critcal' is unknown; did you mean",
        ),
        ("severities: {critical: [[a]]}", "stands where text is expected; write text"),
        ("severities: [a]", "tocsin.yaml:1:1: severities: ['a'] stands where a mapping"),
        (
            "recipients: {humans: a}",
            "recipients.humans: the key 'humans' is unknown; use one of people, programs",
        ),
        ("recipients: a", "tocsin.yaml:1:1: recipients: 'a' stands where a mapping"),
        ("respond_within: {critical: soon}", "'soon' is not a duration"),
        ("severities: {", "this is not YAML"),
        ("a: 1\n---\nb: 2", "a settings file is one document"),
    ],
)
def test_problems(text: str, problem: str) -> None:
    """What is wrong is named with its place and a remedy."""
    with pytest.raises(InvalidInputError) as error:
        read_settings(text)

    assert problem in str(error.value)
