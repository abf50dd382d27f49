"""Which partition of AWS a region belongs to."""


def partition(region: str) -> str:
    """Return the partition of *region* as it stands in Amazon Resource Names.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    """
    if region.startswith("cn-"):
        return "aws-cn"
    return "aws-us-gov" if region.startswith("us-gov-") else "aws"
