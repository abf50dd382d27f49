"""What usual traffic alone does to an alarm: how often it pages although nothing is wrong.

Events that come one by one, each for itself, are a Poisson process: at ten orders an hour most
minutes have none. The room says how often an alarm fires by that alone, exactly, and how long it
has to wait so that it fires seldom enough. `tocsin.backtest` holds it against simulated traffic.
"""

from tocsin.traffic.counting_alarm import CountingAlarm
from tocsin.traffic.false_pages import (
    MOST_TIME_IN_ALARM,
    Profile,
    chance_in_a_month,
    false_pages,
    is_trusted,
    share_in_alarm,
)
from tocsin.traffic.longest_wait import datapoints_needed
from tocsin.traffic.rate import MONTH, RATE_PATTERN, YEAR, Rate, parse_rate
from tocsin.traffic.words import how_often, rate_text, share_text

__all__ = [
    "MONTH",
    "MOST_TIME_IN_ALARM",
    "RATE_PATTERN",
    "YEAR",
    "CountingAlarm",
    "Profile",
    "Rate",
    "chance_in_a_month",
    "datapoints_needed",
    "false_pages",
    "how_often",
    "is_trusted",
    "parse_rate",
    "rate_text",
    "share_in_alarm",
    "share_text",
]
