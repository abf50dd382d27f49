"""The names of Regions as CloudWatch writes them into notifications.

https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
"""

from collections.abc import Mapping
from types import MappingProxyType

_UNKNOWN = "${CloudWatch::RegionName}"
_ANY = "${CloudWatch::Area} (${CloudWatch::Place})"
"""What the name of a Region looks like that templates leave open: never like its id."""
_EUROPE = "${CloudWatch::Europe}"
"""Published notifications of older Regions say `EU`, lists of Regions say `Europe`."""

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "af-south-1": "Africa (Cape Town)",
        "ap-east-1": "Asia Pacific (Hong Kong)",
        "ap-east-2": "Asia Pacific (Taipei)",
        "ap-northeast-1": "Asia Pacific (Tokyo)",
        "ap-northeast-2": "Asia Pacific (Seoul)",
        "ap-northeast-3": "Asia Pacific (Osaka)",
        "ap-south-1": "Asia Pacific (Mumbai)",
        "ap-south-2": "Asia Pacific (Hyderabad)",
        "ap-southeast-1": "Asia Pacific (Singapore)",
        "ap-southeast-2": "Asia Pacific (Sydney)",
        "ap-southeast-3": "Asia Pacific (Jakarta)",
        "ap-southeast-4": "Asia Pacific (Melbourne)",
        "ap-southeast-5": "Asia Pacific (Malaysia)",
        "ap-southeast-6": "Asia Pacific (New Zealand)",
        "ap-southeast-7": "Asia Pacific (Thailand)",
        "ca-central-1": "Canada (Central)",
        "ca-west-1": "Canada West (Calgary)",
        "eu-central-1": "EU (Frankfurt)",
        "eu-central-2": f"{_EUROPE} (Zurich)",
        "eu-north-1": f"{_EUROPE} (Stockholm)",
        "eu-south-1": f"{_EUROPE} (Milan)",
        "eu-south-2": f"{_EUROPE} (Spain)",
        "eu-west-1": "EU (Ireland)",
        "eu-west-2": f"{_EUROPE} (London)",
        "eu-west-3": f"{_EUROPE} (Paris)",
        "il-central-1": "Israel (Tel Aviv)",
        "me-central-1": "Middle East (UAE)",
        "me-south-1": "Middle East (Bahrain)",
        "mx-central-1": "Mexico (Central)",
        "sa-east-1": "South America (${CloudWatch::SaoPaulo})",
        "us-east-1": "US East (N. Virginia)",
        "us-east-2": "US East (Ohio)",
        "us-west-1": "US West (N. California)",
        "us-west-2": "US West (Oregon)",
    }
)


def region_name(region: str | None) -> str:
    """Return the name of a Region in notifications, with placeholders for what is not certain.

    Args:
        region: Its id, as `eu-west-1`; None if the templates leave it open.
    """
    return _ANY if region is None else _NAMES.get(region, _UNKNOWN)
