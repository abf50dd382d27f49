import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.drills import alarm_set, composite_alarm, error_rate, metric_alarm
from tocsin.diagnostics import InvalidInputError
from tocsin.drills.reading.drill_reader import read_drills
from tocsin.drills.runner import run_drill
from tocsin.simulation import AlarmSet

_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 99),
    st.floats(),
    st.sampled_from(
        ["no-orders", "error-rate", "down", "errors", "rate", "Orders", "OK", "ALARM", "quiet",
         "incident", "5m", "9m", "0m", "99999w", "9x5 0x9", "_x14", "9x14", "[1 2]x14", "nobody",
         "none", "ana@example.com", "shop-critical", "2026-01-05T00:00:00Z", "critical", "", "é"],
    ),
)  # fmt: skip
_KEYS = st.sampled_from(
    ["alarm", "values", "series", "expect", "kind", "begins", "start", "interval", "delay", "new",
     "state", "at", "within", "from", "never", "timeline", "actions", "paged", "metric", "id",
     "dimensions", "namespace", "unit", "lower", "upper", "severities", "service", "drills",
     "explained", "mutant", "because", "x"],
)  # fmt: skip
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=4)),
    max_leaves=12,
)
_DRILLS = st.fixed_dictionaries(
    {
        "alarm": st.just("no-orders"),
        "values": st.sampled_from(["9x5 0x9", "_x14", "9x14"]),
        "expect": st.lists(
            st.dictionaries(
                st.sampled_from(
                    ["at", "within", "from", "state", "never", "timeline", "actions", "paged"]
                ),
                st.one_of(_SCALARS, st.lists(_SCALARS, max_size=3)),
                max_size=3,
            ),
            max_size=3,
        ),
    },
    optional={"kind": _SCALARS, "begins": _SCALARS, "state": _SCALARS, "new": _SCALARS},
)


@pytest.fixture(scope="module")
def alarms(tmp_path_factory: pytest.TempPathFactory) -> AlarmSet:
    """A metric alarm, one on metric math, and a composite alarm."""
    folder = tmp_path_factory.mktemp("alarms")
    return alarm_set(
        folder,
        NoOrders=metric_alarm("no-orders"),
        Rate=error_rate(),
        Down=composite_alarm("down", "ALARM(no-orders)"),
    )


@given(drill=st.one_of(_DRILLS, _VALUES), rest=st.dictionaries(_KEYS, _VALUES, max_size=2))
def test_any_drill_runs_or_is_refused(
    alarms: AlarmSet, drill: object, rest: dict[str, object]
) -> None:
    """Whatever a file holds, its drills can be run, or every problem has a place and a remedy."""
    text = json.dumps({**rest, "drills": {"d": drill}})
    try:
        read = read_drills(text, name="d.yaml", alarms=alarms)
    except InvalidInputError as error:
        found = error.problems
        assert found
        assert all(each.what and each.fix and each.where.source == "d.yaml" for each in found)
        return
    for each in read.drills:
        assert each.expectations
        assert run_drill(each, alarms).simulation.histories
