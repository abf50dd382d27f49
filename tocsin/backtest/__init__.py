"""Replays recorded metric data through alarms: alerts, frequency, comparison and thresholds."""

from tocsin.backtest.alarm_outcome import MINUTE, AlarmOutcome
from tocsin.backtest.alert_frequency import (
    SEVERITY_NAMES,
    by_hour,
    by_severity,
    severity_name,
    severity_words,
)
from tocsin.backtest.backtest import BackTest, back_test
from tocsin.backtest.comparison import AlarmChange, compared
from tocsin.backtest.incidents import Incident, IncidentReport, IncidentVerdict, read_incidents
from tocsin.backtest.report import (
    BackTestReport,
    alarm_words,
    alerts_words,
    back_test_document,
    change_words,
    curves_of,
    delay_words,
    html_page,
    noisy_curves,
    shown_length,
    shown_number,
    shown_rate,
    shown_time,
    summary_words,
    verdict_words,
)
from tocsin.backtest.threshold_curve import ThresholdCurve, has_threshold
from tocsin.backtest.usual_traffic import SimulatedTraffic, simulate_usual_traffic

__all__ = [
    "MINUTE",
    "SEVERITY_NAMES",
    "AlarmChange",
    "AlarmOutcome",
    "BackTest",
    "BackTestReport",
    "Incident",
    "IncidentReport",
    "IncidentVerdict",
    "SimulatedTraffic",
    "ThresholdCurve",
    "alarm_words",
    "alerts_words",
    "back_test",
    "back_test_document",
    "by_hour",
    "by_severity",
    "change_words",
    "compared",
    "curves_of",
    "delay_words",
    "has_threshold",
    "html_page",
    "noisy_curves",
    "read_incidents",
    "severity_name",
    "severity_words",
    "shown_length",
    "shown_number",
    "shown_rate",
    "shown_time",
    "simulate_usual_traffic",
    "summary_words",
    "verdict_words",
]
