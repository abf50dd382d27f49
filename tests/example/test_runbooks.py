from tests.support.runbook import paths
from tocsin.catalogue import load_resource_type, resource_types
from tocsin.plan import runbook_path


def test_every_alarm_of_the_catalogue_has_a_page() -> None:
    """Whoever adds a resource of another type to the example finds the pages of its alarms."""
    recommended = {
        runbook_path(name, alarm)
        for name in resource_types()
        for alarm in load_resource_type(name).alarms
    }

    assert sorted(recommended - set(paths())) == []
