"""The sets of dimensions that metrics are published with, in messages."""

from collections.abc import Iterable

_MOST_SETS = 5


def dimensions_text(names: Iterable[str]) -> str:
    """Write a set of dimensions: `by LoadBalancer and TargetGroup`, or `without dimensions`."""
    listed = sorted(names)
    if not listed:
        return "without dimensions"
    return (
        f"by {listed[0]}" if len(listed) == 1 else f"by {', '.join(listed[:-1])} and {listed[-1]}"
    )


def sets_text(sets: Iterable[frozenset[str]]) -> str:
    """Write the sets of dimensions that a metric is published with, the smallest first."""
    texts = [dimensions_text(each) for each in sorted(sets, key=lambda each: (len(each), *each))]
    shown = texts if len(texts) <= _MOST_SETS else [*texts[:_MOST_SETS], "…"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])}, or {shown[-1]}"
