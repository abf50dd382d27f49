"""What CloudFormation allows one template.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.diagnostics import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Stack
    from tocsin.transition.deployed_stack import DeployedStack

_MOST = {"Resources": 500, "Parameters": 200, "Outputs": 200}
_MOST_BYTES = 1_000_000


def exceeded_limits(stack: DeployedStack) -> Iterator[Problem]:
    """Find templates that are too large."""
    for part in stack.parts:
        for section, most in _MOST.items():
            members = part.template.get(section)
            count = len(members) if isinstance(members, dict) else 0
            if count > most:
                yield _too_large(part, f"has {count:,} {section}; at most {most:,} are allowed")
        if part.template_size > _MOST_BYTES:
            what = f"has {part.template_size:,} bytes; at most {_MOST_BYTES:,} are allowed"
            yield _too_large(part, what)


def _too_large(stack: Stack, what: str) -> Problem:
    return Problem(
        kind="transition/too-large",
        where=stack.locate(),
        what=f"the template of {stack.name} {what}",
        fix="divide the stack",
    )
