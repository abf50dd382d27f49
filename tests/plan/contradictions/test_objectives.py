import pytest

from tests.support.viewpoints import changed, problems_of

PROTECTED = "orders: {resource: checkout/orders, rpo: 400d"
BUCKET = 'orders: {arn: "arn:aws:s3:::orders"'
DATABASE = 'orders: {arn: "arn:aws:rds:eu-west-1:111122223333:db:orders"'
CONTINUOUS = ("cron(0 3 * * ? *)", "cron(0 3 * * ? *), continuous: true")
RPO = "data_protection.protected.orders.rpo"


@pytest.mark.parametrize(
    ("changes", "shortest"),
    [
        # A day, an hour to begin and four to be done.
        ([], "29h"),
        ([("cron(0 3 * * ? *)", "cron(0 3 * * ? *), completion_window: 6h")], "31h"),
        ([("cron(0 3 * * ? *)", "cron(0 3 ? * SUN *)")], "173h"),
        ([("cron(0 3 * * ? *)", "cron(0 * * * ? *), completion_window: 2h")], "4h"),
        # A table has no continuous backups of AWS Backup, whatever a schedule says.
        ([CONTINUOUS], "29h"),
        ([CONTINUOUS, (f"{PROTECTED}", f"{BUCKET}, rpo: 400d")], "15m"),
        ([CONTINUOUS, (f"{PROTECTED}", f"{DATABASE}, rpo: 400d")], "5m"),
        ([(PROTECTED, f"{BUCKET}, rpo: 400d, replicate_by: s3_replication")], "15m"),
    ],
)
def test_an_objective_has_a_shortest_time(changes: list[tuple[str, str]], shortest: str) -> None:
    """It is met by what protects the data best; a second less is out of reach."""
    fine = changed(*changes).replace("rpo: 400d", f"rpo: {shortest}")
    (problem,) = problems_of(fine.replace(f"rpo: {shortest}", f"rpo: {_less(shortest)}"))

    assert problems_of(fine) == ()
    assert (problem.kind, problem.where.subject) == ("plan/objective-out-of-reach", RPO)
    assert f"write rpo: {shortest} or more" in problem.fix


def _less(duration: str) -> str:
    seconds = int(duration[:-1]) * {"m": 60, "h": 3_600}[duration[-1]] - 1
    return f"{seconds}s"


def test_an_objective_that_nobody_wrote_is_said_to_be_the_usual() -> None:
    """Whoever wrote no objective is told which one holds, at the thing itself."""
    (problem,) = problems_of(changed((", rpo: 400d", "")))

    assert problem.what.startswith("the objective 1m, which holds where none is written,")
    assert "daily 29h" in problem.what


def test_a_replica_carries_a_short_objective() -> None:
    """What is seconds behind is enough for a minute, whatever the backups are for."""
    text = changed((", rpo: 400d", ", rpo: 1m, replicate_by: dynamodb_global_table"))

    assert problems_of(text) == ()


def test_nothing_is_said_where_a_schedule_cannot_be_read() -> None:
    """How often it runs is not known then."""
    text = changed((", rpo: 400d", ", rpo: 1m"), ("cron(0 3 * * ? *)", "daily"))

    assert [problem.where.subject for problem in problems_of(text)] == [
        "data_protection.schedules.daily.schedule"
    ]
