import re
from typing import get_args

import pytest

from tocsin.catalogue import (
    Comparison,
    RecommendedAlarm,
    ResourceType,
    Severity,
    TreatMissingData,
    load_resource_type,
    resource_types,
)
from tocsin.timing import AlarmTiming, time_by_silence, time_by_value

RESPONSE_SECONDS = {"critical": 300, "warning": 1800, "info": 86_400}
SECONDS_BY_WORDS = {
    "for a minute": 60,
    "for two minutes": 120,
    "for five minutes": 300,
    "for ten minutes": 600,
    "for a quarter of an hour": 900,
    "for 25 minutes": 1500,
}
NUMBERS = {2: "two", 3: "three", 5: "five"}

ALARMS = [
    pytest.param(load_resource_type(name), alarm, id=f"{name}.{alarm.id}")
    for name in resource_types()
    for alarm in load_resource_type(name).alarms.values()
]
each_alarm = pytest.mark.parametrize(("resource_type", "alarm"), ALARMS)


@pytest.mark.parametrize("name", resource_types())
def test_every_type_has_alarms(name: str) -> None:
    """Naming a resource by its required identifiers alone brings an alarm."""
    resource_type = load_resource_type(name)

    assert resource_type.alarms_for(resource_type.required_identifiers)


@each_alarm
def test_id_is_kebab_case(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """An id is short and in kebab case, fit to be part of an alarm's name."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", alarm.id), resource_type.name
    assert len(alarm.id) <= 40


@each_alarm
def test_words_are_cloudwatch_words(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """Severity, comparison and missing-data treatment are among the allowed words."""
    assert alarm.severity in get_args(Severity), resource_type.name
    assert alarm.comparison in get_args(Comparison)
    assert alarm.treat_missing_data in get_args(TreatMissingData)


@each_alarm
def test_metrics_exist(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """An alarm reads metrics of its type, by statistics that mean something for them."""
    for query in alarm.queries:
        assert query.metric in resource_type.metrics
        assert query.statistic in resource_type.metrics[query.metric].statistics


@each_alarm
def test_dimensions_form_a_published_set(
    resource_type: ResourceType, alarm: RecommendedAlarm
) -> None:
    """A query selects exactly one of the dimension sets that its metric is published with."""
    for query in alarm.queries:
        names = [resource_type.identifiers[each].dimension for each in query.dimensions]
        published = map(frozenset, resource_type.metrics[query.metric].dimension_sets)

        assert len(names) == len(set(names))
        assert frozenset(names) in published


@each_alarm
def test_expression_uses_its_queries(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """An expression names every query and nothing else; without one there is one query."""
    ids = {query.id for query in alarm.queries}
    used = ids if alarm.expression is None else set(re.findall(r"\b[a-z]\w*", alarm.expression))

    assert ids == used, resource_type.name
    assert (alarm.expression is None) <= (len(ids) == 1)
    assert len(ids) <= 10


@each_alarm
def test_ratios_ask_for_traffic(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """A ratio of counts counts only with a minimum of traffic."""
    counts = all(query.statistic == "Sum" for query in alarm.queries)
    ratio = alarm.expression is not None and "/" in alarm.expression

    assert not (counts and ratio) or str(alarm.expression).startswith("IF("), resource_type.name


@each_alarm
def test_counts_are_summed(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """A metric that has only the statistic Sum is never averaged, and a percentile is preferred."""
    for query in alarm.queries:
        statistics = resource_type.metrics[query.metric].statistics
        has_percentile = any(statistic.startswith("p") for statistic in statistics)

        assert not (has_percentile and query.statistic == "Average")


@each_alarm
def test_period_fits_the_metric(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """A period is whole minutes, not shorter than the metrics' interval, and CloudWatch has it."""
    intervals = [resource_type.metrics[query.metric].interval or 60 for query in alarm.queries]

    assert alarm.period % 60 == 0
    assert alarm.period >= max(intervals)
    assert alarm.period * alarm.evaluation_periods <= 86_400


@each_alarm
def test_datapoints_fit(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """Datapoints to alarm are at least one and at most the evaluation periods."""
    assert 1 <= alarm.datapoints_to_alarm <= alarm.evaluation_periods, resource_type.name


@each_alarm
def test_alarm_is_typically_in_time(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """A breach is told within five minutes if it is critical, within half an hour if a warning."""
    time = time_by_value(timing(resource_type, alarm))

    assert time.typical <= RESPONSE_SECONDS[alarm.severity]


@each_alarm
def test_silence_is_told_within_what_is_declared(
    resource_type: ResourceType, alarm: RecommendedAlarm
) -> None:
    """A critical alarm that also notices silence says within which time, and keeps it at worst."""
    declares = alarm.severity == "critical" and alarm.treat_missing_data == "breaching"

    assert (alarm.detect_within is not None) == declares
    if alarm.detect_within is not None:
        worst = time_by_silence(timing(resource_type, alarm)).worst

        assert alarm.detect_within.time - 60 < worst <= alarm.detect_within.time
        assert re.fullmatch(r"[a-z][^\n]{15,180}[^.]", alarm.detect_within.because)


@each_alarm
def test_late_data_are_not_silence(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """Data that are merely as late as they may be never count as missing."""
    breaching = alarm.treat_missing_data == "breaching"

    assert not (breaching and timing(resource_type, alarm).takes_late_for_silent)


def timing(resource_type: ResourceType, alarm: RecommendedAlarm) -> AlarmTiming:
    """What decides how soon the alarm notices."""
    return AlarmTiming(
        period=alarm.period,
        evaluation_periods=alarm.evaluation_periods,
        datapoints_to_alarm=alarm.datapoints_to_alarm,
        interval=resource_type.interval_of(alarm) or alarm.period,
        delay=resource_type.delay_of(alarm),
    )


@each_alarm
def test_breaching_needs_a_heartbeat(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """Silence counts as a breach only on metrics that are never silent."""
    emissions = {resource_type.metrics[query.metric].emission for query in alarm.queries}

    assert alarm.treat_missing_data != "breaching" or emissions == {"continuous"}


@each_alarm
def test_silence_is_not_critical(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """An alarm that only silence can trip is not critical.

    Before CloudWatch treats data as missing it looks for real datapoints beyond the evaluation
    periods, for longer than a critical alarm may take:
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
    """
    counts_samples = {query.statistic for query in alarm.queries} == {"SampleCount"}

    assert not (counts_samples and alarm.severity == "critical"), resource_type.name


@each_alarm
def test_missing_data_is_decided(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """No alarm leaves missing data undecided: it breaches or it does not."""
    assert alarm.treat_missing_data in {"breaching", "notBreaching"}, resource_type.name


@each_alarm
def test_texts_can_be_read_at_night(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """Each text is one line, a sentence, and short enough for a small screen."""
    for text in (alarm.what_happened, alarm.why_it_matters, alarm.first_action):
        assert re.fullmatch(r"[A-Z0-9][^\n]{15,180}\.", text), resource_type.name
    assert re.fullmatch(r"[A-Z][^\n]{5,48}[^.\s]", alarm.title)
    assert alarm.threshold_unit


@each_alarm
def test_text_tells_the_true_window(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """A duration in the text is the alarm's own: period times datapoints, or M of N minutes."""
    window = alarm.period * alarm.datapoints_to_alarm
    told = [words for words in SECONDS_BY_WORDS if words in alarm.what_happened]

    assert all(SECONDS_BY_WORDS[words] == window for words in told), resource_type.name
    if alarm.datapoints_to_alarm < alarm.evaluation_periods:
        counts = NUMBERS[alarm.datapoints_to_alarm], NUMBERS[alarm.evaluation_periods]

        assert alarm.period == 60
        assert "in {} of the last {} minutes".format(*counts) in alarm.what_happened


@each_alarm
def test_threshold_has_the_metrics_unit(
    resource_type: ResourceType, alarm: RecommendedAlarm
) -> None:
    """A threshold on a time, a size or a share is in the unit that the metric has."""
    words = {"Seconds": "second", "Milliseconds": "millisecond", "Bytes": "byte", "Percent": "%"}
    units = {
        words.get(resource_type.metrics[query.metric].unit)
        for query in alarm.queries
        if query.statistic != "SampleCount"
    } - {None}

    assert all(alarm.threshold_unit.startswith(str(unit)) for unit in units)


@each_alarm
def test_settings_are_justified(resource_type: ResourceType, alarm: RecommendedAlarm) -> None:
    """Settings come from a page of documentation, or give a reason as a sentence, or both."""
    assert alarm.source or alarm.reason, resource_type.name
    assert alarm.source is None or alarm.source.startswith("https://")
    assert alarm.reason is None or re.fullmatch(r"[A-Z0-9][^\n]{15,220}\.", alarm.reason)
