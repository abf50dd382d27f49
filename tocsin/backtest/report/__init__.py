"""Back-tests as data and as one self-contained page."""

from tocsin.backtest.report.document import back_test_document
from tocsin.backtest.report.formatting import (
    alarm_words,
    alerts_words,
    change_words,
    delay_words,
    shown_length,
    shown_number,
    shown_rate,
    shown_time,
)
from tocsin.backtest.report.html_page import html_page
from tocsin.backtest.report.incident_words import summary_words, verdict_words
from tocsin.backtest.report.report import BackTestReport, curves_of, noisy_curves

__all__ = [
    "BackTestReport",
    "alarm_words",
    "alerts_words",
    "back_test_document",
    "change_words",
    "curves_of",
    "delay_words",
    "html_page",
    "noisy_curves",
    "shown_length",
    "shown_number",
    "shown_rate",
    "shown_time",
    "summary_words",
    "verdict_words",
]
