"""`tocsin tracing`: which sampling rule each route takes, how many traces follow, at what cost."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.options import ActiveRegion, AsJson, Stage
from tocsin.cli.terminal import ExitCode, about, output, put_json, refuse, remark
from tocsin.cli.trace_report import TraceReport, remarks, report_data, route_table, rule_table
from tocsin.cli.traced_requests import read_requests
from tocsin.cli.viewpoint import read_plan
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagnostics import did_you_mean, quoted
from tocsin.plan import Plan, TracingSpec, sampling_rule
from tocsin.sampling import USD_A_MILLION, Route, SamplingRule, decided, in_order, volumes

Requests = Annotated[
    Path,
    typer.Option(
        "--traffic",
        metavar="FILE",
        help="Which requests begin traces, and how many: YAML, JSON or comma-separated values.",
    ),
]
Everything = Annotated[bool, typer.Option("--all", help="Show the rule of each route, too.")]
Budget = Annotated[
    float | None,
    typer.Option(
        "--budget", metavar="USD", min=0, help="What traces of a Region may cost a month."
    ),
]
Price = Annotated[
    float,
    typer.Option("--price", metavar="USD", min=0, max=1_000, help="Of a million recorded traces."),
]


def run(
    requests: Requests,
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: Stage = None,
    region: ActiveRegion = None,
    everything: Everything = False,
    budget: Budget = None,
    price: Price = USD_A_MILLION,
    as_json: AsJson = False,
) -> None:
    """Show which sampling rule each route takes, how many traces follow, and what they cost."""
    plan = read_plan(viewpoint, stage)
    routes = read_requests(requests)
    spec = _of_region(plan, region)
    report = _report(spec, routes, price)
    if as_json:
        put_json(report_data(report))
    else:
        _print(report, _rules(spec), everything=everything)
    if budget is not None and report.usd_a_month > budget:
        remark(
            f"traces of {report.region} cost {report.usd_a_month:,.2f} USD a month, and may cost "
            f"{budget:,.2f}"
        )
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)


def _of_region(plan: Plan, region: str | None) -> TracingSpec:
    """Return the tracing of a Region; all Regions of a stage have the same rules."""
    regions = {each.region: each for each in plan.tracing}
    wanted = region or plan.region
    if wanted not in regions:
        what = f"the stage {plan.stage} is not in {quoted(wanted)}"
        raise refuse(
            [about("--region", "option/unknown-region", what, did_you_mean(wanted, regions))]
        )
    return regions[wanted]


def _report(spec: TracingSpec, routes: tuple[Route, ...], price: float) -> TraceReport:
    rules = _rules(spec)
    decisions = decided(rules, routes)
    return TraceReport(
        region=spec.region,
        volumes=volumes(rules, decisions),
        routes=decisions,
        usd_a_million=price,
    )


def _rules(spec: TracingSpec) -> tuple[SamplingRule, ...]:
    return in_order(map(sampling_rule, spec.rules))


def _print(report: TraceReport, rules: tuple[SamplingRule, ...], *, everything: bool) -> None:
    output().print(rule_table(report))
    if everything:
        output().print(route_table(report))
    for text in remarks(report, rules):
        remark(text)
