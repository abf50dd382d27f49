"""A widget with a query that CloudWatch Logs Insights cannot run."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.dashboard.body import widgets
from tocsin.checks.subject import Subject
from tocsin.diagnostics import InvalidValueError
from tocsin.logs import check_insights_query

_ID = "dashboard/query"
_OWN_LANGUAGE = "CWLI"


def _find(subject: Subject) -> Iterator[Verdict]:
    for widget in subject.memo(widgets):
        query, language = (widget.properties.get(key) for key in ("query", "queryLanguage"))
        if widget.type != "log" or not isinstance(query, str) or "${" in query:
            continue
        if language is not None and language != _OWN_LANGUAGE:
            continue
        try:
            check_insights_query(query)
        except InvalidValueError as error:
            yield widget.body.problem(
                _ID,
                f"the query of {widget.name.rstrip(',')}: {error.what}",
                error.fix,
                why="CloudWatch takes the dashboard, and the widget shows an error",
                severity="warning",
            )


CHECK = Check(
    id=_ID,
    title="CloudWatch Logs Insights can run the queries of each dashboard.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html",),
)
