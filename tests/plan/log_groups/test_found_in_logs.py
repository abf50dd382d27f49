import pytest

from tests.support.viewpoints import changed, errors_of, planned, problems_of

MADE = "create: true, retention: 30d"
FILTERS = "metric_filters: {a: {pattern: a, namespace: Shop, metric: A}}"
TWO_STAGES = ("  prod:", "  test: {account: '111122223333', region: eu-west-1}\n  prod:")


def _with_group(settings: str, *changes: tuple[str, str]) -> str:
    group = f"log_groups: {{app: {{name: '/shop/{{stage}}', {settings}}}}}"
    return changed(("owner: payments", f"owner: payments\n    {group}"), *changes)


def test_anomalies_have_a_detector_and_an_alarm() -> None:
    """A word is enough: the rest is what AWS takes by itself."""
    plan = planned(_with_group("anomalies: on"))
    (group,) = plan.log_groups
    detector = group.anomalies
    (alarm,) = [each for each in plan.alarms if each.id == "checkout-app-log-anomalies"]
    (metric,) = alarm.series.metrics

    assert detector is not None
    assert (detector.name, detector.minutes, detector.pattern, detector.visible_days) == (
        "shop-prod-checkout-app",
        15,
        None,
        21,
    )
    assert (metric.namespace, metric.name) == ("AWS/Logs", "AnomalyCount")
    assert dict(metric.dimensions) == {
        "LogAnomalyDetector": detector.name,
        "LogAnomalyPriority": "HIGH",
    }
    assert alarm.severity == "info"
    assert alarm.runbook_path == "cloudwatch-log-group/log-anomalies.md"


def test_personal_data_have_a_policy_and_an_alarm() -> None:
    """What is masked is counted by the log group's name in the stage."""
    findings = "findings: {bucket: 'findings-{stage}'}"
    text = _with_group(f"{MADE}, personal_data: {{identifiers: [EmailAddress], {findings}}}")
    plan = planned(text)
    (group,) = plan.log_groups
    (alarm,) = [each for each in plan.alarms if each.id == "checkout-app-personal-data-found"]

    assert group.personal_data is not None
    assert group.personal_data.identifiers == ("EmailAddress",)
    assert group.personal_data.bucket == "findings-prod"
    assert dict(alarm.series.metrics[0].dimensions) == {
        "LogGroupName": "/shop/prod",
        "DataProtectionOperation": "Audit",
    }


def test_other_alarms_of_the_type_are_not_built() -> None:
    """Embedded metrics of a log group are watched where the viewpoint has it as a resource."""
    text = _with_group(f"{MADE}, anomalies: on, personal_data: {{identifiers: [Name]}}")

    assert {each.id for each in planned(text).alarms if "checkout-app-" in each.id} == {
        "checkout-app-log-anomalies",
        "checkout-app-personal-data-found",
    }


def test_alarms_can_be_changed_and_left_out() -> None:
    """As those of resources can."""
    text = _with_group(
        f"{MADE}, anomalies: on, personal_data: {{identifiers: [Name]}}, alarms: "
        "{log-anomalies: off, personal-data-found: {severity: warning, when: '> 9 for 1 of 1'}}"
    )

    (alarm,) = [each for each in planned(text).alarms if "checkout-app-" in each.id]
    assert (alarm.id, alarm.severity, alarm.threshold) == (
        "checkout-app-personal-data-found",
        "warning",
        9,
    )


@pytest.mark.parametrize(
    ("settings", "kind", "place", "said"),
    [
        ("anomalies: {every: 7m}", "viewpoint/invalid-value", "anomalies.every", "5m, 10m"),
        ("anomalies: {visible_for: 6d}", "viewpoint/invalid-value", "anomalies.visible_for", "7d"),
        ("anomalies: {visible_for: 36h}", "viewpoint/invalid-value", "anomalies.visible_for", "6"),
        ("anomalies: {pattern: '{ a'}", "plan/wrong-filter-pattern", "anomalies.pattern", "brace"),
        ("personal_data: {identifiers: [Name]}", "viewpoint/invalid-value", "", "create: true"),
        (
            f"{MADE}, personal_data: {{identifiers: [EmailAdress]}}",
            "viewpoint/invalid-value",
            "personal_data.identifiers[0]",
            "EmailAddress",
        ),
        (
            f"{MADE}, personal_data: {{identifiers: [Name, Name]}}",
            "viewpoint/invalid-value",
            "personal_data",
            "twice",
        ),
        (
            f"{MADE}, personal_data: {{identifiers: [Name], findings: {{}}}}",
            "viewpoint/invalid-value",
            "personal_data.findings",
            "bucket",
        ),
        (
            f"{MADE}, personal_data: {{identifiers: [Name], findings: {{log_group: /shop/prod}}}}",
            "plan/findings-in-their-own-log",
            "personal_data.findings.log_group",
            "another",
        ),
        (
            f"{MADE}, log_class: infrequent_access, anomalies: on",
            "viewpoint/invalid-value",
            "",
            "no anomalies",
        ),
        (
            f"{MADE}, log_class: infrequent_access, {FILTERS}",
            "viewpoint/invalid-value",
            "",
            "no metric_filters",
        ),
        ("alarms: {log-anomalies: off}", "plan/unknown-alarm", "alarms.log-anomalies", ""),
        (
            "anomalies: on, alarms: {log-anomaly: off}",
            "plan/unknown-alarm",
            "alarms.log-anomaly",
            "log-anomalies",
        ),
    ],
)
def test_what_is_refused(settings: str, kind: str, place: str, said: str) -> None:
    """Each problem stands where it is, and says what to write."""
    (problem,) = errors_of(_with_group(settings))
    where = "services.checkout.log_groups.app"

    assert (problem.kind, problem.where.subject) == (kind, f"{where}.{place}" if place else where)
    assert said in f"{problem.what} {problem.fix}"


def test_two_stages_look_for_anomalies_in_one_log() -> None:
    """Each would pay for it, and tell."""
    text = _with_group("anomalies: on", TWO_STAGES, ("'/shop/{stage}'", "/shop"))

    assert [each.kind for each in problems_of(text)] == ["plan/shared-detector"]


def test_class_of_a_log_group() -> None:
    """A log group that costs less has queries, and data protection."""
    text = _with_group(
        f"{MADE}, log_class: infrequent_access, personal_data: {{identifiers: [Name]}}, "
        "queries: {all: {query: fields @message}}"
    )
    (group,) = planned(text).log_groups

    assert group.log_class == "INFREQUENT_ACCESS"
