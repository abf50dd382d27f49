"""The alarms of the catalogue notice the incidents that are known of their metrics."""

import json
from pathlib import Path

from tests.support.viewpoints import of_every_type, planned
from tocsin.assembly import load
from tocsin.drills import run_drills
from tocsin.plan import alarm_properties, construct_id
from tocsin.rehearsal import rehearsals
from tocsin.simulation import AlarmSet


def test_recommended_alarms_pass_their_rehearsals(tmp_path: Path) -> None:
    """Whatever the catalogue recommends fires in time and stays quiet in usual hours."""
    alarms = [each for each in planned(of_every_type()).alarms if each.service == "everything"]
    resources = {
        construct_id(each.id): {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": alarm_properties(each),
        }
        for each in alarms
    }
    file = tmp_path / "every.json"
    file.write_text(json.dumps({"Resources": resources}))
    deployed = AlarmSet.of(load(file))

    drills = list(rehearsals(deployed, frozenset()))
    failing = [each.drill.name for each in run_drills(drills, deployed) if not each.passes]

    assert len(drills) >= len(alarms)
    assert failing == []
