"""Findings of cdk-nag that are accepted, each with its reason, where they are found."""

from collections.abc import Mapping

import aws_cdk as cdk
from constructs import Construct

_PACKS = (
    "HIPAA.Security",
    "NIST.800.53.R4",
    "NIST.800.53.R5",
    "PCI.DSS.321",
    "Serverless",
)
"""Packs that have many rules in common, each by a name of its own.

https://github.com/cdklabs/cdk-nag/blob/main/RULES.md
"""


def acknowledge(construct: Construct, reasons: Mapping[str, str]) -> None:
    """Accept findings of *construct*.

    Args:
        construct: What is found to be wrong.
        reasons: By rule, as `AwsSolutions-SQS3`, or as `LambdaDLQ` for the rule in each pack.
    """
    cdk.Validations.of(construct).acknowledge(
        *(
            cdk.Acknowledgment(id=name, reason=reason)
            for rule, reason in reasons.items()
            for name in ([rule] if "-" in rule else [f"{pack}-{rule}" for pack in _PACKS])
        )
    )
