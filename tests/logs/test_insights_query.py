"""Queries of Logs Insights: those of AWS's samples, and what it refuses.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-examples.html
"""

import pytest

from tocsin.diagnostics import InvalidValueError
from tocsin.logs import check_insights_query


@pytest.mark.parametrize(
    "query",
    [
        "fields @timestamp, @message | sort @timestamp desc | limit 25",
        "stats count(*) by eventSource, eventName, awsRegion",
        "filter @message like /Exception/ | stats count(*) as found by bin(5m) | sort found desc",
        'fields @message | parse @message "* [*] *" as a, b, c | display a',
        "parse @message /user=(?<who>[^|]+)|id=(?<id>\\d+)/ | stats count(*) by who",
        "filter method in ['GET', 'POST'] and duration > 1000 / 2",
        '# the slowest\nfilter type = "REPORT" # only these\n| fields @requestId',
        "FILTER level = 'ERROR' | dedup requestId | LIMIT 10000",
        "fields `a field | with a bar` | unnest items into item",
        "filterIndex region = 'eu-west-1'",
        "SOURCE logGroups(namePrefix: ['/shop']) | fields @message",
        "stats avg(duration) by bin(1h) | diff",
        "filter @message =~ /a|b/",
        "# orders that don't arrive\nfields @timestamp\n| filter status = 'failed # or not'",
        "fields @message\n| limit\t20",
    ],
)
def test_valid(query: str) -> None:
    """Commands, comments, regular expressions and texts with bars in them are taken."""
    check_insights_query(query)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("select * from logs", "has no command 'select'"),
        ("fields @message | fliter x = 1", "'fliter'; did you mean 'filter'?"),
        ("fields @message |", "there is no command beside |"),
        ("| fields @message", "there is no command beside |"),
        ("fields @message | | limit 5", "there is no command beside |"),
        ('filter level = "ERROR', 'a text that begins with " is not closed'),
        ("filter level = 'ERROR", "is not closed"),
        ("stats count(* by level", "( is not closed"),
        ("stats count*) by level", ") closes nothing"),
        ("filter a in ['x')", ") closes nothing"),
        ("fields @message | limit many", "'limit many' is not a number of rows"),
        ("fields @message | limit 20000", "is not a number of rows"),
        ("fields @message | limit 0", "is not a number of rows"),
    ],
)
def test_refused(query: str, said: str) -> None:
    """What is wrong is named, with the command that is near."""
    with pytest.raises(InvalidValueError) as error:
        check_insights_query(query)

    assert said in f"{error.value.what}; {error.value.fix}"
