import pytest

from tests.support.viewpoints import changed, errors_of

VAULTS = "  vaults: {vital: {}}\n  schedules:\n"
DAILY = "    daily: {schedule: cron(0 3 * * ? *)}\n"
BUCKET = "arn:aws:s3:::orders"
DATABASE = "arn:aws:rds:{region}:{account}:db:orders"


def _text(arn: str, own: str, other: str) -> str:
    schedules = DAILY.replace("}", f"{own}}}") + DAILY.replace("daily", "other").replace(
        "}", f", vault: vital{other}}}"
    )
    return changed(
        ("  schedules:\n", VAULTS),
        (DAILY, schedules),
        ("{resource: checkout/orders,", f"{{arn: '{arn}',"),
        ("schedules: [daily]", "schedules: [daily, other]"),
    )


@pytest.mark.parametrize(
    ("arn", "own", "other", "said"),
    [
        (DATABASE, ", continuous: true", ", continuous: true", "the others are snapshots"),
        (BUCKET, ", continuous: true", "", "have to be in one vault"),
        (BUCKET, "", ", continuous: true", "have to be in one vault"),
    ],
)
def test_what_would_be_a_snapshot(arn: str, own: str, other: str, said: str) -> None:
    """Its jobs would end well, so that nobody would be told."""
    (problem,) = errors_of(_text(arn, own, other))

    assert problem.kind == "plan/continuous-in-two-vaults"
    assert "the stage's own vault and vital" in problem.what
    assert said in problem.what


@pytest.mark.parametrize(
    ("arn", "own"), [(DATABASE, ", continuous: true"), (BUCKET, ""), (DATABASE, "")]
)
def test_snapshots_may_be_in_another_vault(arn: str, own: str) -> None:
    """One continuous backup and snapshots elsewhere is what tiers are for, except of buckets."""
    assert errors_of(_text(arn, own, "")) == ()
