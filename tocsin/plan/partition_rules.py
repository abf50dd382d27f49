"""What AWS does not have in each of its partitions.

It is said when a stage is validated: CloudFormation would say it in the middle of a deployment.
"""

from collections.abc import Iterable

from tocsin.diagnostics import KeyPath
from tocsin.plan.alerting import reached_contacts
from tocsin.plan.specs import AlarmSpec, partition
from tocsin.plan.stage_context import StageContext

_KNOWN = ("aws", "aws-us-gov", "aws-cn")

_WITHOUT_CHAT = ("aws-us-gov", "aws-cn")
"""https://docs.aws.amazon.com/chatbot/latest/adminguide/what-is.html"""

_WITHOUT_SMS = ("us-gov-east-1", "cn-north-1", "cn-northwest-1")
"""Regions in which Amazon SNS sends no text messages.

https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-sns.html
https://docs.amazonaws.cn/en_us/aws/latest/userguide/sns.html
"""

_WITHOUT_LINKS = (
    "ap-east-2", "ap-south-2", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6",
    "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-2", "il-central-1", "me-central-1",
)  # fmt: skip
"""Regions in which functions of AWS Lambda have no addresses.

https://docs.aws.amazon.com/lambda/latest/dg/lambda-urls.html
"""


def check_partition(context: StageContext, alarms: Iterable[AlarmSpec]) -> None:
    """Report what the stage asks for and its partition does not have."""
    known = [_is_known(there) for there in context.in_each()]
    if all(known):
        _check_other_regions(context)
        _check_recovery_region(context)
        _check_copies(context)
        for there in context.in_each():
            _check_contacts(there)
            _check_links(there)
        _check_alarms(context, alarms)


def _region_path(context: StageContext) -> KeyPath:
    """Return where the Region stands."""
    path = ("stages", context.stage_name)
    regions = context.stage.regions
    return (
        (*path, "region") if regions is None else (*path, "regions", regions.index(context.region))
    )


def _is_known(context: StageContext) -> bool:
    region = context.region
    if partition(region) in _KNOWN:
        return True
    context.report(
        "unknown-partition",
        _region_path(context),
        f"what AWS has in {region}, in the partition {partition(region)}, is not known here",
        f"use a Region of {', '.join(_KNOWN[:-1])} or {_KNOWN[-1]}",
    )
    return False


def _check_other_regions(context: StageContext) -> None:
    """Report Regions that no account has together."""
    home = context.stage.home
    for there in context.in_each():
        if partition(there.region) != partition(home):
            context.report(
                "region-in-other-partition",
                _region_path(there),
                f"no account has {home} as well as {there.region}: they are of the partitions "
                f"{partition(home)} and {partition(there.region)}",
                "describe it as a stage of its own, with the account that it is in",
            )


def _check_recovery_region(context: StageContext) -> None:
    """Report a recovery Region to which nothing can be copied.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html
    """
    home, recovery = context.stage.home, context.stage.copied_to
    if recovery is not None and partition(recovery) != partition(home):
        context.report(
            "recovery-in-other-partition",
            ("stages", context.stage_name, "recovery_region"),
            f"nothing can be copied from {home} to {recovery}: they are of the partitions "
            f"{partition(home)} and {partition(recovery)}",
            f"name another Region of {partition(home)}",
        )


def _check_copies(context: StageContext) -> None:
    """Report vaults of others that no copy reaches."""
    protection, home = context.viewpoint.data_protection, context.stage.home
    used = {name for each in protection.schedules.values() for name in each.also_copied_to}
    for name, other in protection.copies.items():
        if name in used and partition(other.region) != partition(home):
            context.report(
                "copy-in-other-partition",
                ("data_protection", "copies", name, "region"),
                f"nothing can be copied from {home} to {other.region}: they are of the partitions "
                f"{partition(home)} and {partition(other.region)}",
                f"name another Region of {partition(home)}",
                rests_on=[context.stage_path],
            )


def _check_contacts(context: StageContext) -> None:
    region = context.region
    for name, contact in reached_contacts(context).items():
        key_path = ("contacts", name)
        fix = f"let {context.stage_name} reach others: give it contacts or an escalation of its own"
        for way in ("slack", "teams"):
            if getattr(contact, way) is not None and partition(region) in _WITHOUT_CHAT:
                what = f"Amazon Q in chat applications is not in {partition(region)}"
                context.report("chat-not-there", (*key_path, way), what, fix)
        if contact.sms is not None and region in _WITHOUT_SMS:
            what = f"Amazon SNS sends no text messages in {region}"
            context.report("sms-not-there", (*key_path, "sms"), what, fix)


def _check_links(context: StageContext) -> None:
    kept = context.viewpoint.kept_incidents
    if kept is not None and "link" in kept.answer_by and context.region in _WITHOUT_LINKS:
        context.report(
            "link-not-there",
            ("incidents", "answer_by"),
            f"functions of AWS Lambda have no addresses in {context.region}, so that pages cannot "
            "carry links",
            f"leave link out of answer_by for {context.stage_name}",
        )


def _check_alarms(context: StageContext, alarms: Iterable[AlarmSpec]) -> None:
    """Report resources whose metrics are in a Region that the stage's account cannot have."""
    home = context.stage.home
    elsewhere = {
        (alarm.service, alarm.resource): alarm.region
        for alarm in alarms
        if alarm.region != home
        and partition(alarm.region) != partition(home)
        and alarm.service in context.viewpoint.services
    }
    for (service, resource), region in elsewhere.items():
        context.report(
            "alarm-in-other-partition",
            ("services", service, "resources", str(resource)),
            f"its metrics are in {region}, which an account of {partition(home)} does not have",
            "watch it by a viewpoint of the account that it is in, or turn its alarms off for "
            f"{context.stage_name}",
        )
