"""A query that CloudWatch Logs Insights cannot run: saved, scheduled, or that of an alarm."""

from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import InvalidValueError
from tocsin.logs import check_insights_query

_ID = "log/query"
_OWN_LANGUAGE = "CWLI"
_HOLDERS = {
    "AWS::CloudWatch::LogAlarm": (
        ("ScheduledQueryConfiguration",),
        "the alarm has no results to compare, and never fires",
    ),
    "AWS::Logs::QueryDefinition": (
        (),
        "the query is saved, and fails when somebody runs it during an incident",
    ),
    "AWS::Logs::ScheduledQuery": ((), "each run of the query fails"),
}
"""Below which properties queries stand, and what becomes of them, by type."""


def _find(subject: Subject) -> Iterator[Verdict]:
    for resource in subject.assembly.resources(*_HOLDERS):
        path, why = _HOLDERS[resource.type]
        holder = Part.of(resource, *path)
        language, query = holder.at("QueryLanguage"), holder.at("QueryString")
        if (language.is_there and language.value != _OWN_LANGUAGE) or query.text is None:
            continue
        try:
            check_insights_query(query.text)
        except InvalidValueError as error:
            yield query.problem(_ID, error.what, error.fix, why=why, severity="warning")


CHECK = Check(
    id=_ID,
    title="CloudWatch Logs Insights can run the queries of the templates.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html",),
)
