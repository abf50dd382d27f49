"""What the catalogue says of alarms: each rule holds for every alarm of every type."""

import re
from typing import get_args

from tests.support.catalogue import published, wrong_alarms, wrong_types
from tocsin.catalogue import Comparison, RecommendedAlarm, ResourceType, Severity, TreatMissingData
from tocsin.timing import AlarmTiming, time_by_silence, time_by_value

RESPONSE_SECONDS = {"critical": 300, "warning": 1800, "info": 86_400}
SECONDS_BY_WORDS = {
    "for a minute": 60,
    "for two minutes": 120,
    "for three minutes": 180,
    "for five minutes": 300,
    "for ten minutes": 600,
    "for a quarter of an hour": 900,
    "for twenty minutes": 1200,
    "for 25 minutes": 1500,
    "for half an hour": 1800,
    "for an hour": 3600,
    "for two hours": 7200,
    "for six hours": 21_600,
    "for a day": 86_400,
}
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 10: "ten"}
SENTENCE = re.compile(r"[A-Z0-9][^\n]{15,180}\.")
REASON = re.compile(r"[A-Z0-9][^\n]{15,220}\.")
TITLE = re.compile(r"[A-Z0-9][^\n]{5,48}[^.\s]")
BECAUSE = re.compile(r"[a-z][^\n]{15,180}[^.]")
UNIT_WORDS = {"Seconds": "second", "Milliseconds": "millisecond", "Bytes": "byte", "Percent": "%"}
ABOVE = ("GreaterThanThreshold", "GreaterThanOrEqualToThreshold")


def test_every_type_has_alarms() -> None:
    """Naming a resource by its required identifiers, as a template shows it, brings an alarm.

    But where it has no metric before it is asked for, and where no limit fits two of the type.
    What comes once a day is too late for any alarm, and serves dashboards.
    """

    def has_alarms(kind: ResourceType) -> bool:
        asked_for = all(each.opt_in for each in kind.metrics.values())
        alarms = kind.alarms_for(
            kind.required_identifiers,
            opted_in=kind.opt_ins if asked_for else (),
            settings=kind.settings if asked_for else _shown(kind),
        )
        return bool(alarms) or {each.interval for each in kind.metrics.values()} == {86_400}

    assert wrong_types(has_alarms) == []


def _shown(kind: ResourceType) -> list[str]:
    """Return the settings that a template has."""
    return [name for name, each in kind.settings.items() if each.cloudformation is not None]


def test_ids_are_kebab_case() -> None:
    """An id is short and in kebab case, fit to be part of an alarm's name."""
    kebab = re.compile(r"(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*")

    assert wrong_alarms(lambda _, alarm: kebab.fullmatch(alarm.id) is not None) == []


def test_words_are_cloudwatch_words() -> None:
    """Severity, comparison and missing-data treatment are among the allowed words."""
    assert (
        wrong_alarms(
            lambda _, alarm: (
                alarm.severity in get_args(Severity)
                and alarm.comparison in get_args(Comparison)
                and alarm.treat_missing_data in get_args(TreatMissingData)
            )
        )
        == []
    )


def test_metrics_exist() -> None:
    """An alarm reads metrics of its type, by statistics that mean something for them."""
    assert (
        wrong_alarms(
            lambda kind, alarm: all(
                query.metric in kind.metrics
                and query.statistic in kind.metrics[query.metric].statistics
                for query in alarm.queries
            )
        )
        == []
    )


def test_dimensions_form_a_published_set() -> None:
    """A query selects exactly one of the dimension sets that its metric is published with."""

    def selects_one(kind: ResourceType, alarm: RecommendedAlarm) -> bool:
        return all(
            len(published(kind, query.dimensions)) == len(query.dimensions)
            and published(kind, query.dimensions)
            in map(frozenset, kind.metrics[query.metric].dimension_sets)
            for query in alarm.queries
        )

    assert wrong_alarms(selects_one) == []


def test_expressions_use_their_queries() -> None:
    """An expression names every query and nothing else; without one there is one query."""

    def uses_all(_: ResourceType, alarm: RecommendedAlarm) -> bool:
        ids = {query.id for query in alarm.queries}
        if alarm.expression is None:
            return len(ids) == 1
        return ids == set(re.findall(r"\b[a-z]\w*", alarm.expression)) and len(ids) <= 10

    assert wrong_alarms(uses_all) == []


def test_ratios_ask_for_traffic() -> None:
    """A ratio of counts counts only with a minimum of traffic."""

    def asks(_: ResourceType, alarm: RecommendedAlarm) -> bool:
        counts = all(query.statistic == "Sum" for query in alarm.queries)
        ratio = alarm.expression is not None and "/" in alarm.expression
        return not (counts and ratio) or str(alarm.expression).startswith("IF(")

    assert wrong_alarms(asks) == []


def test_percentiles_come_before_averages() -> None:
    """What has percentiles is not averaged."""
    assert (
        wrong_alarms(
            lambda kind, alarm: (
                not any(
                    query.statistic == "Average"
                    and any(each.startswith("p") for each in kind.metrics[query.metric].statistics)
                    for query in alarm.queries
                )
            )
        )
        == []
    )


def test_periods_fit_the_metrics() -> None:
    """A period is whole minutes, not shorter than the metrics' interval, and CloudWatch has it."""

    def fits(kind: ResourceType, alarm: RecommendedAlarm) -> bool:
        intervals = [kind.metrics[query.metric].interval or 60 for query in alarm.queries]
        is_whole = alarm.period % 60 == 0
        window = alarm.period * alarm.evaluation_periods
        # https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
        longest = 604_800 if alarm.period >= 3600 else 86_400
        return is_whole and alarm.period >= max(intervals) and window <= longest

    assert wrong_alarms(fits) == []


def test_datapoints_fit() -> None:
    """Datapoints to alarm are at least one and at most the evaluation periods."""
    assert (
        wrong_alarms(lambda _, each: 1 <= each.datapoints_to_alarm <= each.evaluation_periods) == []
    )


def test_alarms_are_typically_in_time() -> None:
    """A breach is told within five minutes if it is critical, within half an hour if a warning."""
    assert (
        wrong_alarms(
            lambda kind, alarm: (
                time_by_value(_timing(kind, alarm)).typical <= RESPONSE_SECONDS[alarm.severity]
            )
        )
        == []
    )


def test_silence_is_told_within_what_is_declared() -> None:
    """A critical alarm that also notices silence says within which time, and keeps it at worst."""

    def keeps(kind: ResourceType, alarm: RecommendedAlarm) -> bool:
        declares = alarm.severity == "critical" and alarm.treat_missing_data == "breaching"
        within = alarm.detect_within
        if within is None or not declares:
            return (within is not None) == declares
        worst = time_by_silence(_timing(kind, alarm)).worst
        return within.time - 60 < worst <= within.time and bool(BECAUSE.fullmatch(within.because))

    assert wrong_alarms(keeps) == []


def test_late_data_are_not_silence() -> None:
    """Data that are merely as late as they may be never count as missing."""
    assert (
        wrong_alarms(
            lambda kind, alarm: (
                alarm.treat_missing_data != "breaching"
                or not _timing(kind, alarm).takes_late_for_silent
            )
        )
        == []
    )


def _timing(kind: ResourceType, alarm: RecommendedAlarm) -> AlarmTiming:
    """Return what decides how soon the alarm notices."""
    return AlarmTiming(
        period=alarm.period,
        evaluation_periods=alarm.evaluation_periods,
        datapoints_to_alarm=alarm.datapoints_to_alarm,
        interval=kind.interval_of(alarm) or alarm.period,
        delay=kind.delay_of(alarm),
    )


def test_breaching_needs_a_heartbeat() -> None:
    """Silence counts as a breach only on metrics that are never silent."""
    assert (
        wrong_alarms(
            lambda kind, alarm: (
                alarm.treat_missing_data != "breaching"
                or {kind.metrics[query.metric].emission for query in alarm.queries}
                == {"continuous"}
            )
        )
        == []
    )


def test_silence_is_not_critical() -> None:
    """An alarm that only silence can trip is not critical.

    Before CloudWatch treats data as missing it looks for real datapoints beyond the evaluation
    periods, for longer than a critical alarm may take:
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
    """
    assert (
        wrong_alarms(
            lambda _, alarm: (
                alarm.severity != "critical"
                or {query.statistic for query in alarm.queries} != {"SampleCount"}
            )
        )
        == []
    )


def test_missing_data_is_decided() -> None:
    """No alarm leaves missing data undecided: it breaches or it does not."""
    decided = {"breaching", "notBreaching"}

    assert wrong_alarms(lambda _, alarm: alarm.treat_missing_data in decided) == []


def test_texts_can_be_read_at_night() -> None:
    """Each text is one line, a sentence, and short enough for a small screen."""
    assert (
        wrong_alarms(
            lambda _, alarm: (
                all(
                    SENTENCE.fullmatch(text)
                    for text in (alarm.what_happened, alarm.why_it_matters, alarm.first_action)
                )
                and TITLE.fullmatch(alarm.title) is not None
                and bool(alarm.threshold_unit)
            )
        )
        == []
    )


def test_texts_tell_the_true_window() -> None:
    """A duration in the text is the alarm's own: period times datapoints, or M of N periods."""
    assert wrong_alarms(lambda _, alarm: _tells_its_window(alarm)) == []


def _tells_its_window(alarm: RecommendedAlarm) -> bool:
    window = alarm.period * alarm.datapoints_to_alarm
    told = [words for words in SECONDS_BY_WORDS if re.search(rf"{words}\b", alarm.what_happened)]
    if alarm.datapoints_to_alarm == alarm.evaluation_periods:
        return all(SECONDS_BY_WORDS[words] == window for words in told)
    counts = NUMBERS[alarm.datapoints_to_alarm], NUMBERS[alarm.evaluation_periods]
    said = "in {} of the last {} minutes".format(*counts)
    return not told and alarm.period == 60 and said in alarm.what_happened


def test_thresholds_have_the_metrics_unit() -> None:
    """A threshold on a time, a size or a share is in the unit that the metric has.

    What is calculated may be a share of two such values instead.
    """

    def has_unit(kind: ResourceType, alarm: RecommendedAlarm) -> bool:
        units = {
            UNIT_WORDS.get(kind.metrics[query.metric].unit)
            for query in alarm.queries
            if query.statistic != "SampleCount"
        } - {None}
        is_share = alarm.expression is not None and alarm.threshold_unit.startswith("%")
        return is_share or all(alarm.threshold_unit.startswith(str(unit)) for unit in units)

    assert wrong_alarms(has_unit) == []


def test_thresholds_can_be_crossed() -> None:
    """A value that the metric can have breaches, and one does not."""
    assert wrong_alarms(_can_be_crossed) == []


def _can_be_crossed(kind: ResourceType, alarm: RecommendedAlarm) -> bool:
    threshold, statistics = alarm.threshold, {"Average", "Minimum", "Maximum"}
    if alarm.expression is not None or not isinstance(threshold, float):
        return True
    (query,) = alarm.queries
    low, high = kind.metrics[query.metric].range
    if query.statistic not in statistics:
        high = None
    is_in = (low is None or threshold >= low) and (high is None or threshold <= high)
    ends = {low} if alarm.comparison in {ABOVE[1], "LessThanThreshold"} else {high}
    return is_in and threshold not in ends - {None}


def test_settings_are_justified() -> None:
    """Settings come from a page of documentation, or give a reason as a sentence, or both."""
    assert (
        wrong_alarms(
            lambda _, alarm: (
                bool(alarm.source or alarm.reason)
                and (alarm.source or "https://").startswith("https://")
                and (alarm.reason is None or REASON.fullmatch(alarm.reason) is not None)
            )
        )
        == []
    )
