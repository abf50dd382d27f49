from tests.support.runbook import of_the_catalogue, paths


def test_every_alarm_of_the_catalogue_has_a_page() -> None:
    """Whoever adds a resource of another type to the example finds the pages of its alarms."""
    assert sorted(set(of_the_catalogue()) - set(paths())) == []
