import pytest

from tocsin.grafana.units import grafana_unit, known_units


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("count", "short"),
        ("per minute", "cpm"),
        ("per hour", "suffix: / h"),
        ("percent", "percent"),
        ("Percent", "percent"),
        ("%", "percent"),
        ("% of requests", "percent"),
        ("seconds", "s"),
        ("seconds of uptime", "s"),
        ("Milliseconds", "ms"),
        ("Bytes/Second", "binBps"),
        ("currency", "locale"),
        ("None", "none"),
        ("", "none"),
        ("  ", "none"),
        ("waiting messages", "suffix: waiting messages"),
    ],
)
def test_unit_has_grafanas_name(unit: str, expected: str) -> None:
    """Units are shown as Grafana spells them, and other words stand behind the number."""
    assert grafana_unit(unit) == expected


def test_units_are_known_to_grafana() -> None:
    """The names that the linter accepts come from the SDK."""
    assert {"short", "cpm", "percent", "s", "ms", "bytes", "none", "locale"} <= known_units()
