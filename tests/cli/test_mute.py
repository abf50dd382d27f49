"""The commands that `tocsin mute` prints are such as the AWS command line takes."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import botocore.session
from botocore.validate import ParamValidator

from tests.support.aws_command import commands, mistakes
from tests.support.command_line import run
from tests.support.viewpoints import SMALL
from tocsin.evaluation import read_mute_rule


def test_aws_takes_the_commands(tmp_path: Path) -> None:
    """Each option is one of the operation, and what stands in it has the form of its model."""
    viewpoint = tmp_path / "viewpoint.yaml"
    viewpoint.write_text(SMALL)
    printed = json.loads(run("mute", viewpoint, "--for", "45m", "--json").output)
    lines = "\n".join((*printed["mute"], *printed["end"]))
    put, end = commands(f"```sh\n{lines}\n```")

    assert [*mistakes(put), *mistakes(end)] == []
    assert put.options["name"] == end.options["alarm-mute-rule-name"]
    request = {
        "Name": put.options["name"][0],
        "Description": put.options["description"][0],
        "Rule": json.loads(put.options["rule"][0]),
        "MuteTargets": json.loads(put.options["mute-targets"][0]),
    }
    model = botocore.session.get_session().get_service_model("cloudwatch")
    shape = model.operation_model("PutAlarmMuteRule").input_shape
    assert shape is not None
    report = ParamValidator().validate(request, shape)
    assert not report.has_errors(), report.generate_report()
    rule = read_mute_rule(request)
    now = datetime.now(UTC)
    (window,) = rule.windows(now, now + timedelta(hours=2))
    assert window.end - window.start == timedelta(minutes=45)
