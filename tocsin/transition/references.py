"""Whether a resolved text means the same to all stacks of an environment."""

import re

_STACK_OR_ACCOUNT = r"AWS::(?:AccountId|Partition|Region|URLSuffix)"
_OPEN = re.compile(rf"\$\{{(?!{_STACK_OR_ACCOUNT}\}})")


def means_the_same_everywhere(text: str) -> bool:
    """Say whether a resolved text is one and the same value in each stack of its environment.

    It is not where a part is known to one stack alone, as that of a parameter: `${Name}-orders`.
    """
    return not _OPEN.search(text)
