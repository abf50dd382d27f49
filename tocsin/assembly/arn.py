"""ARNs of templates, of which a deployment may decide parts: `arn:aws:sns:${AWS::Region}:…`."""

import re
from dataclasses import dataclass
from functools import lru_cache

PLACEHOLDER = re.compile(r"\$\{[^{}]*\}|\{\{resolve:[^{}]*\}\}")
"""What stands for a text that only a deployment knows."""

_PARTS = 6
_HIDDEN = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arn:
    """An ARN in its parts; each may hold placeholders."""

    partition: str
    service: str
    region: str
    account: str
    resource: str


@lru_cache(maxsize=4096)
def read_arn(text: str) -> Arn | None:
    """Return the parts of an ARN, or None for a text that is not one."""
    hidden = PLACEHOLDER.sub(lambda found: found[0].replace(":", _HIDDEN), text)
    parts = [part.replace(_HIDDEN, ":") for part in hidden.split(":", _PARTS - 1)]
    if len(parts) < _PARTS or parts[0] != "arn":
        return None
    _, partition, service, region, account, resource = parts
    return Arn(
        partition=partition, service=service, region=region, account=account, resource=resource
    )


def is_open(text: str) -> bool:
    """Say whether only a deployment knows a part of a text."""
    return PLACEHOLDER.search(text) is not None
