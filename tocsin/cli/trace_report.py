"""What sampling rules do to the requests of a system, as tables, and as data."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from tocsin.cli.plan_table import new_table
from tocsin.cli.terminal import counted
from tocsin.sampling import (
    DEFAULT,
    FREE_TRACES,
    PRICES_OF,
    DecidedRoute,
    SamplingRule,
    Volume,
    cost,
)

_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceReport:
    """What is known of the traces of one Region.

    Attributes:
        region: The Region.
        volumes: What each rule decides about, in the order in which they are tried.
        routes: The rules of each route.
        usd_a_million: The price of a million traces.
    """

    region: str
    volumes: Sequence[Volume]
    routes: Sequence[DecidedRoute]
    usd_a_million: float

    @property
    def traces_a_month(self) -> float:
        """How many traces are recorded in a month."""
        return sum(each.traces_a_month for each in self.volumes)

    @property
    def usd_a_month(self) -> float:
        """What they cost."""
        return cost(self.traces_a_month, self.usd_a_million)


def rule_table(report: TraceReport) -> Table:
    """Return what each rule decides about."""
    table = new_table(
        f"Sampling rules in {report.region}",
        "rule", "routes", "requests/s", "traces/s", "share", "traces a month", "USD",
        numbers=("routes", "requests/s", "traces/s", "share", "traces a month", "USD"),
    )  # fmt: skip
    for each in report.volumes:
        table.add_row(*_cells(each, report.usd_a_million))
    table.add_section()
    requests = sum(each.requests for each in report.volumes)
    table.add_row(
        "all", str(len(report.routes)), _number(requests),
        _number(sum(each.traces for each in report.volumes)),
        _share(sum(each.traces for each in report.volumes), requests),
        f"{report.traces_a_month:,.0f}", f"{report.usd_a_month:,.2f}",
    )  # fmt: skip
    table.caption = (
        f"{report.usd_a_million:g} USD a million recorded traces ({PRICES_OF}); the first "
        f"{FREE_TRACES:,} a month of the account are free, and left out of the sum. Requests that "
        "come unevenly, and instances that have just begun, record more."
    )
    return table


def route_table(report: TraceReport) -> Table:
    """Return which rule decides about each route."""
    table = new_table(
        f"Routes in {report.region}", "service", "method", "path", "requests/s", "rule",
        numbers=("requests/s",),
    )  # fmt: skip
    for each in report.routes:
        request = each.route.request
        table.add_row(
            request.service,
            request.method,
            request.path,
            _number(each.route.per_second),
            "\n".join(
                [each.rule.name, *(f"{client}: {rule.name}" for client, rule in each.elsewhere)]
            ),
        )
    return table


def _deciding(route: DecidedRoute) -> Iterator[str]:
    yield route.rule.name
    yield from (f"{client}: {rule.name}" for client, rule in route.elsewhere)


def report_data(report: TraceReport) -> dict[str, Any]:
    """Return the report for programs."""
    return {
        "region": report.region,
        "traces_a_month": round(report.traces_a_month),
        "usd_a_month": round(report.usd_a_month, 2),
        "rules": [
            {
                "rule": each.rule.name,
                "priority": each.rule.priority,
                "routes": len(each.routes),
                "requests_per_second": each.requests,
                "traces_per_second": each.traces,
                "traces_a_month": round(each.traces_a_month),
                "usd_a_month": round(_usd(each, report.usd_a_million), 2),
            }
            for each in report.volumes
        ],
        "routes": [
            {
                "service": each.route.request.service,
                "method": each.route.request.method,
                "path": each.route.request.path,
                "requests_per_second": each.route.per_second,
                "rule": each.rule.name,
                "elsewhere": {client: rule.name for client, rule in each.elsewhere},
            }
            for each in report.routes
        ],
    }


def remarks(report: TraceReport, rules: Sequence[SamplingRule]) -> Iterator[str]:
    """Yield what is odd about rules and routes."""
    unruled = dict.fromkeys(
        each.route.request.service for each in report.routes if each.rule is DEFAULT
    )
    if unruled:
        yield (
            f"no rule is for some requests of {', '.join(unruled)}: X-Ray's own decides about "
            f"them, {DEFAULT.reservoir} a second and {DEFAULT.rate:.0%} of the others"
        )
    used = {each.rule.name for each in report.volumes if each.routes}
    for rule in rules:
        if rule is not DEFAULT and rule.name not in used:
            yield f"the rule {rule.name} decides about none of these requests"
    yield from _of_clients(report)
    asked = sum("?" in each.route.request.path for each in report.routes)
    if asked:
        yield (
            f"{counted(asked, 'path')} with a query string: X-Ray compares the path alone, and "
            "the old http.target of OpenTelemetry has both, so that a rule for a path needs * at "
            "its end"
        )


def _of_clients(report: TraceReport) -> Iterator[str]:
    differing = Counter(client for each in report.routes for client, _ in each.elsewhere)
    for client, count in differing.items():
        yield (
            f"for {counted(count, 'route')} another rule decides in {client}: --all names them, "
            "and docs/tracing.md says how clients differ"
        )


def _cells(volume: Volume, usd_a_million: float) -> Iterator[str]:
    rule = volume.rule
    yield rule.name
    yield str(len(volume.routes))
    yield _number(volume.requests)
    yield _number(volume.traces)
    yield _share(volume.traces, volume.requests)
    yield f"{volume.traces_a_month:,.0f}"
    yield f"{_usd(volume, usd_a_million):,.2f}"


def _usd(volume: Volume, usd_a_million: float) -> float:
    return volume.traces_a_month * usd_a_million / 1_000_000


def _share(traces: float, requests: float) -> str:
    return f"{traces / requests:.1%}" if requests else ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= _WHOLE else f"{value:,.3g}"
