"""What several stacks have to do with each other in a review."""

from pathlib import Path

from tests.support.assembly import ACCOUNT, REGION, load_template
from tests.support.cloud_assembly import StackDraft, cloud_assembly, export, imported
from tests.support.reviews import Json, edited, said, system
from tocsin.assembly import load
from tocsin.review import review

RESOURCES = system("alarms")
PAGER, ANA = RESOURCES["Pager"], RESOURCES["Ana"]
ARN = "arn:aws:sns:eu-west-1:111122223333:shop-pager"


def alarm(action: object) -> Json:
    """Return the alarm, with one action."""
    template = edited(
        {"Resources": RESOURCES},
        {"set": {"NoOrders/AlarmActions": [action], "NoOrders/OKActions": [action]}},
    )
    found: Json = template["Resources"]["NoOrders"]
    return found


def topics(*, is_heard: bool) -> StackDraft:
    """Return a stack with a topic that others import, and perhaps somebody who hears of it."""
    resources = {"Pager": PAGER, **({"Ana": ANA} if is_heard else {})}
    return StackDraft(resources=resources, outputs={"Arn": export("pager", {"Ref": "Pager"})})


def test_a_subscription_that_is_lost_concerns_alarms_of_other_stacks() -> None:
    """An alarm that is as before tells nobody any more, whatever way it knows its topic."""
    for action in (imported("pager"), ARN):
        alarms = StackDraft(resources={"NoOrders": alarm(action)})
        base, head = (
            cloud_assembly(alarms=alarms, topics=topics(is_heard=each)) for each in (True, False)
        )
        kinds = [(each.stack, each.kind) for each in review(base, head).changes]
        assert ("alarms", "alarm/pages-nobody") in kinds
        assert ("alarms", "service/pages-nobody") in kinds
        assert ("topics", "topic/subscription-removed") in kinds


def test_an_alarm_leaves_with_its_stack() -> None:
    """The CDK deletes no stack: what was in it stays until somebody does."""
    alarms = StackDraft(resources={"NoOrders": alarm(ARN)})
    base = cloud_assembly(alarms=alarms, topics=topics(is_heard=True))
    head = cloud_assembly(topics=topics(is_heard=True))
    (found,) = [each for each in review(base, head).changes if each.kind == "alarm/removed"]
    says = "leaves the app with alarms, and is gone once somebody deletes that"
    assert found.sentence == f"Alarm shop-no-orders {says}."
    assert found.side == "base"


def test_an_alarm_that_moves_between_stacks_is_one_alarm() -> None:
    """It is neither new nor gone; that its name is taken meanwhile is another matter."""
    alarms = StackDraft(resources={"NoOrders": alarm(ARN)})
    other = StackDraft(resources={"Other": PAGER})
    base = cloud_assembly(one=alarms, two=other)
    head = cloud_assembly(one=other, two=alarms)
    kinds = {each.kind for each in review(base, head).changes}
    assert "alarm/moved" in kinds
    assert not kinds & {"alarm/added", "alarm/removed", "alarm/renamed"}


def test_two_files_are_one_stack_whatever_they_are_called(tmp_path: Path) -> None:
    """A stack that has no name but that of its file is the only one of its side."""
    template = {"Resources": RESOURCES}
    load_template(tmp_path, template)
    other = (tmp_path / "shop.json").rename(tmp_path / "other.json")
    base = load(other, account=ACCOUNT, region=REGION)
    head = load_template(tmp_path, edited(template, {"set": {"NoOrders/Threshold": 1}}))
    found = [each for each in said(review(base, head)) if " alarm/" in each]
    assert found == [
        "critical alarm/fires-less: Alarm shop-no-orders needs more to fire: < 5 → < 1."
    ]
