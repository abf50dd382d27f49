import json
from pathlib import Path

import pytest

from local import cdk
from local.endpoint import Endpoint
from local.failure import LocalError, WrongInputError
from local.paths import ROOT
from local.process_table import process_identity
from local.run_key import new_run_key
from tests.support.emulator import wait_for


def installed(folder: Path, version: str) -> Path:
    """A project that pins 2.1148.1 and has some version of the command line installed."""
    pinned = {"devDependencies": {"aws-cdk": "2.1148.1"}}
    (folder / "package.json").write_text(json.dumps(pinned))
    cli = folder / "node_modules" / "aws-cdk" / "bin" / "cdk"
    cli.parent.mkdir(parents=True)
    (cli.parent.parent / "package.json").write_text(json.dumps({"version": version}))
    return cli


@pytest.mark.parametrize("version", ["3.0.0", "2.1148.2", "2.1000.0"])
def test_any_other_command_line_than_the_pinned_is_refused(tmp_path: Path, version: str) -> None:
    """The command line must be exactly the pinned one; npm's newest is an old build."""
    cli = installed(tmp_path, version)
    with pytest.raises(LocalError, match=f"is {version}; package.json pins 2.1148.1") as refused:
        cdk.require_pinned_cli(tmp_path, cli)
    assert "rm -rf node_modules && make up" in refused.value.fix


def test_the_pinned_command_line_is_accepted(tmp_path: Path) -> None:
    """The pinned version is returned."""
    assert cdk.require_pinned_cli(tmp_path, installed(tmp_path, "2.1148.1")) == "2.1148.1"


def test_a_missing_command_line_is_reported() -> None:
    """Without the command line the error says how to install it."""
    with pytest.raises(LocalError, match="is not installed"):
        cdk.require_pinned_cli(ROOT, ROOT / "nowhere" / "bin" / "cdk")


def test_an_interrupted_command_ends_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stops the caller, the command line and its children are ended."""
    fake = tmp_path / "node"
    fake.write_text("#!/bin/sh\nsleep 60 &\necho $!\nwait\n")
    fake.chmod(0o755)
    monkeypatch.setattr(cdk, "NODE", fake)
    monkeypatch.setattr(cdk, "STATE_DIR", tmp_path)
    child: list[int] = []

    def interrupt(line: str) -> None:
        child.append(int(line))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cdk.run(
            ["deploy"],
            endpoint=Endpoint(port=1, key=new_run_key()),
            on_line=interrupt,
            folder=tmp_path,
        )
    wait_for(lambda: process_identity(child[0]) == "")


def test_a_failed_command_is_reported_with_its_last_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the command and its exit code, and carries what it printed last."""
    fake = tmp_path / "node"
    fake.write_text("#!/bin/sh\necho first\necho why >&2\nexit 7\n")
    fake.chmod(0o755)
    monkeypatch.setattr(cdk, "NODE", fake)
    monkeypatch.setattr(cdk, "STATE_DIR", tmp_path)
    seen: list[str] = []
    with pytest.raises(LocalError, match="`cdk deploy` ended with exit code 7") as failed:
        cdk.run(
            ["deploy"],
            endpoint=Endpoint(port=1, key=new_run_key()),
            on_line=seen.append,
            folder=tmp_path,
        )
    assert failed.value.log == ("first", "why")
    assert seen == ["first", "why"]
    assert str(tmp_path / "cdk-deploy.log") in failed.value.fix


@pytest.mark.parametrize(
    ("said", "error"),
    [(cdk.APP_REFUSES, WrongInputError), ("Subprocess exited with error 1", LocalError)],
)
def test_a_refused_viewpoint_is_told_from_a_failure(
    said: str, error: type[LocalError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the app says that its input is wrong, so does the synthesis, with all that it said."""
    fake = tmp_path / "node"
    fake.write_text(f"#!/bin/sh\necho there is no stage\nseq 30\necho {said}\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setattr(cdk, "NODE", fake)
    monkeypatch.setattr(cdk, "STATE_DIR", tmp_path)
    with pytest.raises(LocalError) as raised:
        cdk.synthesize(
            Endpoint(port=1, key=new_run_key()),
            context={},
            output=tmp_path,
            on_line=lambda _line: None,
        )
    assert type(raised.value) is error
    assert ("there is no stage" in raised.value.log) == (error is WrongInputError)


@pytest.mark.emulator
def test_any_region_is_bootstrapped_once(emulator: Endpoint) -> None:
    """A region that a stack is for is bootstrapped, and one that is already is left alone."""
    seen: list[str] = []
    assert cdk.bootstrap(emulator, seen.append, regions=["ap-southeast-2"])
    assert any("ap-southeast-2" in line for line in seen)
    assert not cdk.bootstrap(emulator, seen.append, regions=["ap-southeast-2"])
