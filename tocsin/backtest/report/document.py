"""A report about a back-test as JSON data."""

from collections.abc import Mapping
from typing import Any

from tocsin.backtest.alarm_outcome import AlarmOutcome
from tocsin.backtest.alert_frequency import by_hour, severity_name
from tocsin.backtest.backtest import BackTest
from tocsin.backtest.comparison import AlarmChange
from tocsin.backtest.report.incident_words import incident_data
from tocsin.backtest.report.instant import instant
from tocsin.backtest.report.report import BackTestReport
from tocsin.backtest.threshold_curve import ThresholdCurve


def back_test_document(report: BackTestReport) -> dict[str, Any]:
    """Return everything that a report says; times are ISO 8601 in UTC, lengths in minutes.

    The keys `pages` and `pages_a_week` are about alerts: programs that read them know no other.
    """
    document = {
        "assembly": report.subject,
        "start": instant(report.test.start),
        "end": instant(report.test.end),
        **_summary(report.test),
        "time_zone": str(report.zone),
        "pages_by_hour": [dict(hour) for hour in by_hour(report.test.alerts, report.zone)],
        "alarms": [_outcome(each) for each in report.test.outcomes],
        "without_data": [
            {"alarm": each.alarm, "query": each.query_id, "why": each.why}
            for each in report.test.without_data
        ],
        "without_datapoints": list(report.test.without_datapoints),
        "not_evaluated": [
            {
                "alarm": each.alarm,
                "where": each.where,
                "why": each.why,
                "refused": each.is_refused,
            }
            for each in report.test.not_evaluated
        ],
        "assumed_ok": {name: list(each) for name, each in report.test.assumptions.items()},
        "threshold_curves": [_curve(each) for each in report.curves],
    }
    if report.judged is not None:
        document["incidents"] = incident_data(report.judged)
    if report.judged_base is not None:
        document["incidents_before"] = incident_data(report.judged_base)
    if report.base is not None:
        document["base"] = {"assembly": report.base_subject, **_summary(report.base)}
        document["changes"] = [_change(each) for each in report.changes]
    return document


def _summary(test: BackTest) -> dict[str, Any]:
    return {
        "pages": len(test.alerts),
        "pages_a_week": test.alerts_a_week,
        "pages_a_week_by_severity": dict(test.alerts_a_week_by_severity),
    }


def _outcome(outcome: AlarmOutcome) -> dict[str, Any]:
    return {
        "alarm": outcome.alarm,
        "severity": severity_name(outcome.severity),
        "service": outcome.service,
        "firings": [instant(at) for at in outcome.firings],
        "pages": [instant(at) for at in outcome.alerts],
        "pages_a_week": outcome.alerts_a_week,
        "recorded": [_stretch(each) for each in outcome.covered],
        "minutes_in_alarm": outcome.minutes_in_alarm,
        "minutes_without_data": outcome.minutes_without_data,
        "longest": outcome.longest and _stretch(outcome.longest),
        "flapping": [
            {**_stretch((each.start, each.end)), "firings": each.firings}
            for each in outcome.flapping
        ],
    }


def _change(change: AlarmChange) -> dict[str, Any]:
    return {
        "alarm": change.alarm,
        "presence": change.presence,
        "before": change.before and _effect(change.before),
        "after": change.after and _effect(change.after),
        "fires_later_by_minutes": None if change.delay is None else change.delay / 60,
    }


def _effect(outcome: AlarmOutcome) -> Mapping[str, object]:
    return {
        "severity": severity_name(outcome.severity),
        "pages_a_week": outcome.alerts_a_week,
        "minutes_in_alarm": outcome.minutes_in_alarm,
    }


def _curve(curve: ThresholdCurve) -> dict[str, Any]:
    return {
        "alarm": curve.alarm,
        "threshold": curve.threshold,
        "comparison": curve.comparison,
        "points": [
            {
                "threshold": point.threshold,
                "firings_a_week": point.firings_a_week,
                "minutes_in_alarm": point.minutes_in_alarm,
            }
            for point in curve.points
        ],
    }


def _stretch(stretch: tuple[float, float]) -> dict[str, Any]:
    start, end = stretch
    return {"start": instant(start), "end": instant(end), "minutes": (end - start) / 60}
