"""Where a stack is deployed."""

from dataclasses import dataclass

from tocsin.plan import partition

GOES_WITH_ITS_STACK = {"DeletionPolicy": "Delete", "UpdateReplacePolicy": "Delete"}
"""https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """An AWS account and Region, as `cdk.Environment`, with what holds for all that is there.

    Attributes:
        account: Id of the account.
        region: Code of the region.
        retain: Whether keys, logs and backups outlive their stack.
    """

    account: str
    region: str
    retain: bool

    @property
    def retention(self) -> dict[str, str]:
        """What becomes of a key, a log or a backup whose stack is deleted.

        What is retained is still deleted when its creation is rolled back, because a leftover with
        the same name would make each later try fail.
        """
        if self.retain:
            return {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}
        return GOES_WITH_ITS_STACK

    @property
    def domain(self) -> str:
        """The domain of the Region's services, with which some of them name themselves."""
        return "amazonaws.com.cn" if partition(self.region) == "aws-cn" else "amazonaws.com"

    def arn(
        self,
        service: str,
        resource: str,
        *,
        region: str | None = None,
        account: str | None = None,
    ) -> str:
        """Return the Amazon Resource Name of a resource.

        Args:
            service: As in Amazon Resource Names, for example `sqs`.
            resource: Name or path of the resource.
            region: Another region than this one; empty for services without regions.
            account: Another account than this one.
        """
        in_region = self.region if region is None else region
        of = account or self.account
        return f"arn:{partition(self.region)}:{service}:{in_region}:{of}:{resource}"
