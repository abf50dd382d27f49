"""An alarm that exists for a test of a page, and is gone after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.aws.answer import call
from tocsin.aws.failure import explained
from tocsin.aws.session import AwsSession

_AGAIN = "run the command again"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialAlarm:
    """An alarm on a metric that nobody sends, whose state is set by hand.

    Attributes:
        session: How AWS is reached.
        region: Where the alarm is.
        name: Its name.
        topic: The Amazon Resource Name of the topic that it notifies.
        description: What people read.
    """

    session: AwsSession
    region: str
    name: str
    topic: str
    description: str

    def make(self) -> None:
        """Make the alarm, which knows nothing yet and notifies nobody.

        Raises:
            AwsFailure: AWS failed.
        """
        properties = {
            "AlarmName": self.name,
            "AlarmDescription": self.description,
            "AlarmActions": [self.topic],
            "OKActions": [self.topic],
            "Namespace": "Tocsin/PageTest",
            "MetricName": "NobodySendsThis",
            "Statistic": "Sum",
            "Period": 60,
            "EvaluationPeriods": 1,
            "Threshold": 0.0,
            "ComparisonOperator": "GreaterThanThreshold",
            "TreatMissingData": "ignore",
        }
        self._ask("put_metric_alarm", "cloudwatch:PutMetricAlarm", properties)

    def fire(self) -> None:
        """Set the alarm to ALARM; it stays so, because missing data are ignored.

        https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html

        Raises:
            AwsFailure: AWS failed.
        """
        self._set("ALARM", "tocsin page-test fires it")

    def calm(self) -> None:
        """Set the alarm to OK, which ends its incident.

        Raises:
            AwsFailure: AWS failed.
        """
        self._set("OK", "tocsin page-test is over")

    def delete(self) -> None:
        """Delete the alarm.

        Raises:
            AwsFailure: AWS failed.
        """
        self._ask("delete_alarms", "cloudwatch:DeleteAlarms", {"AlarmNames": [self.name]})

    def _set(self, state: str, reason: str) -> None:
        request = {"AlarmName": self.name, "StateValue": state, "StateReason": reason}
        self._ask("set_alarm_state", "cloudwatch:SetAlarmState", request)

    def _ask(self, operation: str, asked: str, request: Mapping[str, Any]) -> None:
        with explained(asked, again=_AGAIN):
            call(self.session.client("cloudwatch", self.region), operation, request, asked=asked)
