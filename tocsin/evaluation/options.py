"""What AWS does not document about evaluation, as settings with defaults."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tocsin.evaluation.composite import PercentRounding, SuppressionOptions
from tocsin.timing import HOURLY_MINUTE

ContributorActions: TypeAlias = Literal["sns", "sns_lambda_opsitem"]

_SUPPRESSION = SuppressionOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationOptions:
    """Choices where the public documentation is silent; docs/evaluation.md gives the evidence.

    Attributes:
        evaluation_range: How many slots one evaluation reads: ``auto`` is
            N + max(2, ceil(300 s / period)), ``N+2`` is that, a number is itself (at least N).
            Wall-clock windows always read N.
        second_offset: Seconds into the minute (into the ten seconds for high resolution) at which
            this alarm is evaluated.
        evaluation_delay: Seconds by which the newest slot lags behind the evaluation; whole
            minutes, or tens of seconds for high resolution. ``auto`` is as long as the data of the
            alarm are known to be late, see ``evaluation_delay``; here that is not known, so 0.
        hourly_minute: Minute of the hour at which an alarm longer than one day is evaluated.
        first_evaluation_delay: Seconds between the creation of an alarm and its first evaluation.
        warm_up_window: When the window of an alarm that warms up is full: ``recent`` is N periods
            after its first datapoint, once there is one in the newest period too; ``whole`` is N
            periods after the first, whatever gaps follow; ``datapoint`` is as soon as there is
            one in the newest period.
        too_recent_breaching_state: Under ``missing``, the state when every datapoint breaches but
            none is old enough for the premature rule.
        dynamodb_missing_data: ``ignore_when_unset`` uses ``ignore`` for AWS/DynamoDB metrics that
            set nothing, ``always_ignore`` overrides what is set, ``as_set`` makes no exception.
        low_sample_scope: Which datapoints with too few samples keep the state of a percentile
            alarm that ignores them: ``any`` that is used, or the ``newest`` alone.
        empty_insights_result: The state of an alarm with contributors when its query gives none:
            as it treats missing data, or INSUFFICIENT_DATA.
        contributor_actions: Which actions run for each contributor: those on SNS topics alone, or
            those on Lambda functions and OpsItems too, and then for the alarm as well.
        percentile_method: How a percentile between two samples is found.
        percent_rounding: How AT_LEAST with a percentage counts in a composite alarm's rule.
        suppression: What the suppressor of a composite alarm does where AWS leaves it open.
    """

    evaluation_range: Literal["auto", "N+2"] | int = "auto"
    second_offset: float = 0.0
    evaluation_delay: Literal["auto"] | int = "auto"
    hourly_minute: int = HOURLY_MINUTE
    first_evaluation_delay: float = 20.0
    warm_up_window: Literal["recent", "whole", "datapoint"] = "recent"
    too_recent_breaching_state: Literal["OK", "INSUFFICIENT_DATA", "keep"] = "OK"
    dynamodb_missing_data: Literal["ignore_when_unset", "always_ignore", "as_set"] = (
        "ignore_when_unset"
    )
    low_sample_scope: Literal["any", "newest"] = "any"
    empty_insights_result: Literal["treat_missing_data", "insufficient_data"] = "treat_missing_data"
    contributor_actions: ContributorActions = "sns"
    percentile_method: Literal["linear", "lower", "higher", "nearest"] = "linear"
    percent_rounding: PercentRounding = "share"
    suppression: SuppressionOptions = _SUPPRESSION


DEFAULT_OPTIONS = EvaluationOptions()
