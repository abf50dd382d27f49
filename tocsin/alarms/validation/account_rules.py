"""Rules for metrics of another account, which not every function can read.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account.html
"""

from collections.abc import Iterator, Mapping
from typing import Final

from tocsin import metric_math
from tocsin.alarms.property_reader import PropertyReader
from tocsin.diagnostics import quoted

_OWN_ACCOUNT_ALONE: Final = frozenset(
    {metric_math.BAND, "DB_PERF_INSIGHTS", "INSIGHT_RULE_METRIC", "LAMBDA"}
)


def check_accounts(reader: PropertyReader, account: str | None = None) -> None:
    """Report what CloudWatch computes of metrics of its own account alone.

    Args:
        reader: The alarm's properties.
        account: The account that the alarm is in, if that is known.
    """
    entries = {
        name: entry
        for entry in reader.mappings("Metrics")
        if isinstance(name := entry.properties.get("Id"), str)
    }
    for name, entry in entries.items():
        expression = _expression(entry)
        functions = _OWN_ACCOUNT_ALONE & expression.functions if expression else frozenset[str]()
        elsewhere = [
            other
            for other in dict.fromkeys(_read_by(name, entries))
            if _account(entries[other]) not in {None, account}
        ]
        if functions and elsewhere:
            what = (
                f"{quoted(entry.properties['Expression'])} reads {elsewhere[0]}, "
                "which is in another account"
            )
            fix = f"put the alarm into that account; {min(functions)} reads its own account alone"
            entry.report("Expression", "cross-account", what, fix)


def _account(entry: PropertyReader) -> str | None:
    account = entry.properties.get("AccountId")
    return None if account is None else str(account)


def _expression(entry: PropertyReader) -> metric_math.Expression | None:
    """Return the metric math of a query; None where it has none, or none that can be read."""
    text = entry.properties.get("Expression")
    if not isinstance(text, str) or metric_math.is_insights(text):
        return None
    try:
        return metric_math.parse(text)
    except metric_math.ExpressionError:
        return None


def _read_by(name: str, entries: Mapping[str, PropertyReader]) -> Iterator[str]:
    """Yield the id of a query and of all that it reads, also by way of others."""
    seen, waiting = set[str](), [name]
    while waiting:
        current = waiting.pop()
        if current in entries and current not in seen:
            seen.add(current)
            yield current
            expression = _expression(entries[current])
            waiting += expression.references if expression else ()
