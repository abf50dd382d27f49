"""Whether Amazon SNS sends the text messages that people are paged with."""

from collections.abc import Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem, number_text
from tocsin.preflight.check import found
from tocsin.preflight.deployment import Deployment, is_known

DEFAULT_LIMIT = 1.0
"""US dollars a month: https://docs.aws.amazon.com/sns/latest/dg/sns-sms-monthly-spend.html."""


def find_sandbox(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield the people whom the SMS sandbox keeps text messages from."""
    numbers = _numbers(deployment, region)
    if not numbers:
        return
    status = region.ask("sns", "get_sms_sandbox_account_status") or {}
    if not status.get("IsInSandbox"):
        return
    known = region.listed("sns", "list_sms_sandbox_phone_numbers", "PhoneNumbers") or ()
    verified = {each["PhoneNumber"] for each in known if each["Status"] == "Verified"}
    for number, contact in numbers.items():
        if number not in verified:
            yield found(
                "sms-sandbox",
                region,
                f"text messages to {contact}",
                "the account is in the SMS sandbox, and the number is not verified",
                why="Amazon SNS drops what is sent to any other number",
                fix="leave the sandbox in the console of Amazon SNS, or verify the number there",
            )


def find_spend_limit(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield whether the account's spending still ends at what every account begins with."""
    if not _numbers(deployment, region):
        return
    name = "MonthlySpendLimit"
    attributes = (region.ask("sns", "get_sms_attributes", attributes=[name]) or {}).get(
        "attributes", {}
    )
    try:
        limit = float(attributes.get(name, DEFAULT_LIMIT))
    except ValueError:
        return  # SNS says nothing of a limit that we could compare
    if limit <= DEFAULT_LIMIT:
        yield found(
            "sms-limit",
            region,
            "text messages",
            f"they may cost {number_text(limit)} US dollars a month",
            why="what comes after that is dropped, and a bad night costs more",
            fix="ask AWS Support for a higher limit of SMS spending, then set MonthlySpendLimit",
            severity="warning",
        )


def find_opted_out(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield the people whose numbers have opted out."""
    for number, contact in _numbers(deployment, region).items():
        answer = region.ask("sns", "check_if_phone_number_is_opted_out", phoneNumber=number) or {}
        if answer.get("isOptedOut"):
            yield found(
                "opted-out",
                region,
                f"text messages to {contact}",
                "the number has opted out of them",
                why="Amazon SNS sends it nothing, not even a page",
                fix="opt it in again (once in 30 days): "
                f"aws sns opt-in-phone-number --region {region.name} --phone-number …",
            )


def _numbers(deployment: Deployment, region: AwsRegion) -> dict[str, str]:
    """Return the contacts that a Region sends text messages to, by number."""
    return {
        each.endpoint: each.contact
        for each in deployment.subscriptions(region.name)
        if each.protocol == "sms" and is_known(each.endpoint)
    }
