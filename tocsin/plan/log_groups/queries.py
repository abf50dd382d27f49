"""Saved queries, in folders in which whoever reads a runbook finds them."""

from tocsin.diagnostics import InvalidValueError, KeyPath
from tocsin.logs import check_insights_query
from tocsin.plan.specs import runbook_path
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import LogGroup, Query


def check_queries(context: StageContext, key_path: KeyPath, group: LogGroup) -> None:
    """Report queries that Logs Insights would refuse, and alarms that the service has not."""
    _, service, *_ = map(str, key_path)
    alarms = context.viewpoint.services[service].alarms
    for name, settings in group.queries.items():
        place = (*key_path, "queries", name)
        try:
            check_insights_query(settings.query)
        except InvalidValueError as error:
            context.report("wrong-query", (*place, "query"), error.what, error.fix)
        if settings.alarm is not None and settings.alarm not in alarms:
            context.report_unknown(
                "unknown-alarm-of-query",
                (*place, "alarm"),
                f"alarm of {service}",
                settings.alarm,
                alarms,
                rests_on=[("services", service, "alarms", settings.alarm)],
            )


def query_path(context: StageContext, service: str, name: str, query: Query) -> str:
    """Return the name of a saved query, whose parts between / are folders.

    That of a runbook has the path of its page: `shop/prod/checkout/payments-fail/failed payments`.
    """
    folder = service if query.alarm is None else _page(service, query.alarm)
    return f"{context.viewpoint.system}/{context.stage_name}/{folder}/{name}"


def _page(service: str, alarm: str) -> str:
    return runbook_path(service, alarm).removesuffix(".md")
