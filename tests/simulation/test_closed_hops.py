from pathlib import Path

from tests.support.drills import alarm_set, metric_alarm, subscription
from tocsin.simulation import closed_hops

ORDERED = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "t.fifo", "FifoTopic": True}}


def test_a_hop_is_said_once(tmp_path: Path) -> None:
    """What keeps several alarms from one recipient is one hop, with the alarms and the reader."""
    actions = {"AlarmActions": [{"Ref": "Topic"}], "OKActions": [{"Ref": "Topic"}]}
    alarms = alarm_set(
        tmp_path,
        Topic=ORDERED,
        Mail=subscription("email", "ben@example.com", TopicArn={"Ref": "Topic"}),
        A=metric_alarm("a", **actions),
        B=metric_alarm("b", **actions),
        C=metric_alarm("c"),
    )

    (hop,) = closed_hops(alarms, ["a", "b", "c"])

    assert (hop.alarms, hop.recipients) == (("a", "b"), ("email ben@example.com",))
    assert str(hop).startswith(f"{tmp_path}/shop.json")
    assert "Mail: notifications of a and 1 more do not reach email ben@example.com; " in str(hop)
    assert "subscription: a FIFO topic delivers to queues alone, not by email (https" in str(hop)
    assert closed_hops(alarms, ["c"]) == ()
