"""Where a stack is deployed."""

from dataclasses import dataclass

from tocsin.plan import partition


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """An AWS account and Region, as `cdk.Environment`, with the names of what is there.

    Attributes:
        region: Code of the region.
        account: Id of the account.
    """

    region: str
    account: str

    def arn(self, service: str, resource: str, *, region: str | None = None) -> str:
        """Return the Amazon Resource Name of a resource in this account.

        Args:
            service: As in Amazon Resource Names, for example `sqs`.
            resource: Name or path of the resource.
            region: Another region than this one; empty for services without regions.
        """
        in_region = self.region if region is None else region
        return f"arn:{partition(self.region)}:{service}:{in_region}:{self.account}:{resource}"
