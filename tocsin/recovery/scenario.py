"""What may happen to data."""

from collections.abc import Mapping
from typing import Literal, get_args

Scenario = Literal["corruption", "zone", "region", "account"]
"""What is lost: the data themselves, an Availability Zone, the Region, or the account."""

SCENARIOS: tuple[Scenario, ...] = get_args(Scenario)

MEANING: Mapping[Scenario, str] = {
    "corruption": "data are deleted or spoiled, by a mistake or on purpose",
    "zone": "an Availability Zone is lost",
    "region": "the Region is lost",
    "account": "the account is lost, or whoever has taken it deletes everything",
}
