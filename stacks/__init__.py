"""The stacks of a stage: each composes constructs from one part of the plan."""

from stacks.stage_stacks import build_stacks

__all__ = [
    "build_stacks",
]
