"""Findings of cdk-nag that are accepted, each with its reason, where they are found."""

from collections.abc import Mapping

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


def accepted(reasons: Mapping[str, str]) -> dict[str, str]:
    """Return the reasons for accepting findings, by the rules of each pack.

    Args:
        reasons: By rule, as `AwsSolutions-SQS3`, or as `LambdaDLQ` for the rule in each pack.
    """
    return {
        name: reason
        for rule, reason in reasons.items()
        for name in ([rule] if "-" in rule else [f"{pack}-{rule}" for pack in _PACKS])
    }
