from tests.support.viewpoints import changed, planned, problems_of

RESTORE_TESTS = (
    "  protected:\n",
    (
        "  restore_tests:\n"
        "    weekly: {schedule: cron(0 6 ? * L *), protected: [orders], within: 4h}\n"
        "  protected:\n"
    ),
)


def test_what_surprises_about_a_schedule_is_noted() -> None:
    """A note stands where the schedule does, once, and the plan is made."""
    text = changed(("cron(0 3 * * ? *)", "cron(0 0/36 * * ? *)"))
    (note,) = problems_of(text)

    assert note.severity == "note"
    assert note.kind == "plan/surprising-schedule"
    assert note.where.subject == "data_protection.schedules.daily.schedule"
    assert "'0/36' in hours is 0 alone" in note.what
    assert planned(text).backup


def test_clocks_of_the_time_zone_count() -> None:
    """A run that clocks skip is noted where the zone has such a time."""
    late = "cron(30 2 * * ? *), time_zone: "
    berlin, tokyo = (
        problems_of(changed(("cron(0 3 * * ? *)", f"{late}{zone}")))
        for zone in ("Europe/Berlin", "Asia/Tokyo")
    )

    assert [note.what[:38] for note in berlin] == ["clocks of Europe/Berlin skip a run: fr"]
    assert tokyo == ()


def test_restore_tests_have_notes_too() -> None:
    """`L` alone in the day of the week is each Saturday."""
    (note,) = problems_of(changed(RESTORE_TESTS))

    assert note.where.subject == "data_protection.restore_tests.weekly.schedule"
