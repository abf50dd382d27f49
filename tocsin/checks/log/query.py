"""A saved query that CloudWatch Logs Insights cannot run."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.part import Part
from tocsin.checks.subject import Subject
from tocsin.diagnostics import InvalidValueError
from tocsin.logs import check_insights_query

_ID = "log/query"
_OWN_LANGUAGE = "CWLI"


def _find(subject: Subject) -> Iterator[Verdict]:
    for resource in subject.assembly.resources("AWS::Logs::QueryDefinition"):
        language = Part.of(resource, "QueryLanguage")
        query = Part.of(resource, "QueryString")
        if (language.is_there and language.value != _OWN_LANGUAGE) or query.text is None:
            continue
        try:
            check_insights_query(query.text)
        except InvalidValueError as error:
            yield query.problem(
                _ID,
                error.what,
                error.fix,
                why="the query is saved, and fails when somebody runs it during an incident",
                severity="warning",
            )


CHECK = Check(
    id=_ID,
    title="CloudWatch Logs Insights can run each saved query.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html",),
)
