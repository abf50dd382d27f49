"""Texts of several stacks side by side: what is left open in one is not what is in another.

Two stacks may both have a `${Topic}` and mean two topics. So each placeholder is written with its
stack, and each reference to a resource as the one ARN of that resource.
"""

import re

from tocsin.assembly import PLACEHOLDER, Assembly, Reference, Resource, Stack

_OF_ALL_STACKS = re.compile(
    r"\$\{AWS::(AccountId|Partition|Region|URLSuffix)\}"
    r"|\$\{CloudWatch::\w+\}"
    r"|\$\{[A-Za-z0-9-]+:(?!:)|\$\{[*?$]\}"
    r"|\{\{resolve:"
)
"""What is alike in all stacks: what only the account and Region decide, as long as nothing says
where stacks are deployed; what CloudWatch decides; variables and characters of IAM's policies; and
dynamic references.
"""

_ALARMS = (
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::CompositeAlarm",
    "AWS::CloudWatch::LogAlarm",
)
_OTHER_ARNS = {
    "AWS::KMS::Key": ("kms", "key/"),
    "AWS::KMS::ReplicaKey": ("kms", "key/"),
    "AWS::Lambda::Alias": ("lambda", "function:"),
    "AWS::Lambda::Version": ("lambda", "function:"),
    "AWS::Serverless::Function": ("lambda", "function:"),
}
"""Service and prefix of the ARN of types of which AWS chooses more than a name."""


def text_of(text: str, stack: Stack) -> str:
    """Return a text of a stack with each placeholder of its own marked as such."""
    return PLACEHOLDER.sub(lambda found: _marked(found[0], stack), text)


def _marked(placeholder: str, stack: Stack) -> str:
    if _OF_ALL_STACKS.match(placeholder):
        return placeholder
    return f"${{{stack.id}/{placeholder[2:-1]}}}"


def arn_of(resource: Resource) -> str:
    """Return the ARN of a resource, with placeholders for what AWS chooses."""
    known = resource.arn
    if known is not None:
        return text_of(f"{known}{name_suffix(resource)}", resource.stack)
    place = resource.stack.environment
    service, prefix = _OTHER_ARNS.get(resource.type, ("", ""))
    return (
        f"arn:{place.partition}:{service}:{place.region_text}:{place.account_text}:"
        f"{prefix}${{{resource.stack.id}/{resource.logical_id}}}"
    )


def name_suffix(resource: Resource) -> str:
    """Return what stands for the end of an alarm's name where CloudFormation chooses it.

    Such a name is the stack's, the logical id, and characters that only a deployment knows.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
    """
    if resource.type not in _ALARMS or resource.properties.get("AlarmName"):
        return ""
    return f"-${{{resource.logical_id}.NameSuffix}}"


def document_of(written: object, stack: Stack, assembly: Assembly) -> object:
    """Return a policy document of a stack with all its texts as they are here."""
    if isinstance(written, dict):
        return {key: document_of(value, stack, assembly) for key, value in written.items()}
    if isinstance(written, list):
        return [document_of(value, stack, assembly) for value in written]
    if not isinstance(written, str):
        return written
    resource = assembly.index.find(written, stack)
    if resource is not None and names_by_arn(resource, written):
        return arn_of(resource)
    if resource is not None and isinstance(written, Reference):
        written = f"{written}{name_suffix(resource)}"
    return text_of(written, stack)


def names_by_arn(resource: Resource, text: str) -> bool:
    """Say whether a text that refers to a resource is its ARN, and not its name or its URL."""
    shape = resource.shapes.get(text, text)
    if shape is not None and shape.startswith("arn:"):
        return True
    return resource.type in _OTHER_ARNS and text.endswith((".Arn}", ".FunctionArn}"))
