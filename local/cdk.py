"""Runs the pinned CDK command line against the emulator."""

import json
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from local.endpoint import ACCOUNT, REGIONS, Endpoint
from local.failure import LocalError, WrongInputError, last_lines
from local.kept_command import kept_command
from local.paths import ASSEMBLY, CDK_CLI, NODE, PROJECT_PYTHON, ROOT, STATE_DIR

OnLine = Callable[[str], None]

MOST_PROBLEMS = 1_000
# What the command line says when the app ends with 2, its exit code for wrong input.
APP_REFUSES = "Subprocess exited with error 2"

_REINSTALL = "run `rm -rf node_modules && make up`, which installs exactly the locked version"
"""`make up` alone takes what it has installed for right."""


def require_pinned_cli(root: Path = ROOT, cli: Path = CDK_CLI) -> str:
    """Return the version of the installed CDK command line, or refuse.

    Raises:
        LocalError: If none is installed, or another version than `package.json` pins. The tag
            `latest` on npm is 3.0.0, an older build that cannot read current assemblies.
    """
    pinned: str = json.loads((root / "package.json").read_text())["devDependencies"]["aws-cdk"]
    if not NODE.exists():
        what = f"Node is not installed: there is no {NODE}"
        raise LocalError(what, fix="run `make -B setup`, which installs it")
    manifest = cli.parent.parent / "package.json"
    if not manifest.exists():
        what = f"the CDK command line is not installed: there is no {cli}"
        raise LocalError(what, fix=_REINSTALL)
    installed: str = json.loads(manifest.read_text())["version"]
    if installed != pinned:
        what = f"the installed CDK command line is {installed}; package.json pins {pinned}"
        raise LocalError(what, fix=_REINSTALL)
    return installed


def bootstrap(
    endpoint: Endpoint, on_line: OnLine = print, *, regions: Iterable[str] = REGIONS
) -> bool:
    """Bootstrap the regions, unless they are already.

    Returns:
        Whether there was anything to do.
    """
    missing = [region for region in regions if not _is_bootstrapped(endpoint, region)]
    if missing:
        environments = [f"aws://{ACCOUNT}/{region}" for region in missing]
        # Beside a cdk.json the command line synthesizes the app first, for nothing.
        run(["bootstrap", *environments], endpoint=endpoint, on_line=on_line, folder=STATE_DIR)
    return bool(missing)


def synthesize(
    endpoint: Endpoint,
    *,
    context: Mapping[str, str],
    output: Path = ASSEMBLY,
    on_line: OnLine = print,
) -> Path:
    """Synthesize the project's app into an assembly and return its folder.

    Raises:
        WrongInputError: If the app refuses the viewpoint or the stage.
        LocalError: If it fails otherwise.
    """
    arguments = ["synth", "--quiet", "--output", str(output), *_context(context)]
    try:
        run(arguments, endpoint=endpoint, on_line=on_line)
    except LocalError as error:
        if not any(APP_REFUSES in line for line in error.log):
            raise
        every_line = last_lines(STATE_DIR / "cdk-synth.log", MOST_PROBLEMS)
        problems = [line for line in every_line if APP_REFUSES not in line]
        what = "the viewpoint cannot be used"
        raise WrongInputError(what, fix="change what is listed above", log=problems) from error
    return output


def deploy(endpoint: Endpoint, assembly: Path, on_line: OnLine = print) -> None:
    """Deploy every stack of a synthesized assembly, two at a time."""
    arguments = ["deploy", "--all", "--app", str(assembly), "--concurrency", "2"]
    run(
        [*arguments, "--require-approval", "never", "--progress", "events"],
        endpoint=endpoint,
        on_line=on_line,
    )


def diff(endpoint: Endpoint, assembly: Path, on_line: OnLine = print) -> None:
    """Compare every stack of a synthesized assembly with what is deployed."""
    # A change set would tell nothing more here, and each stack would take eight lines.
    run(
        ["diff", "--app", str(assembly), "--method", "template"], endpoint=endpoint, on_line=on_line
    )


def destroy(endpoint: Endpoint, assembly: Path, on_line: OnLine = print) -> None:
    """Delete every stack of a synthesized assembly."""
    arguments = ["destroy", "--all", "--force", "--app", str(assembly)]
    run(arguments, endpoint=endpoint, on_line=on_line)


def run(
    arguments: Sequence[str],
    *,
    endpoint: Endpoint,
    on_line: OnLine = print,
    folder: Path = ROOT,
) -> None:
    """Run one command of the CDK command line and hand on each line that it prints.

    Args:
        arguments: The command and its arguments.
        endpoint: The emulator, the only address that the command reaches.
        on_line: Called with each line of output.
        folder: Folder to run in; its `cdk.json`, if any, says how to synthesize.

    Raises:
        LocalError: If it ends with another exit code than 0.
    """
    require_pinned_cli()
    log_path = STATE_DIR / f"cdk-{arguments[0]}.log"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    command = [str(NODE), str(CDK_CLI), *arguments, "--no-notices", "--no-version-reporting"]
    with log_path.open("w", encoding="utf-8") as log, _start(command, endpoint, folder) as process:
        for line in process.stdout or ():
            log.write(line)
            on_line(line.rstrip())
    if process.returncode:
        what = f"`cdk {arguments[0]}` ended with exit code {process.returncode}"
        raise LocalError(what, fix=f"read {log_path}", log=last_lines(log_path))


def _start(
    command: Sequence[str], endpoint: Endpoint, folder: Path
) -> AbstractContextManager[subprocess.Popen[str]]:
    environment = {**endpoint.environment(), "JSII_NODE": str(NODE)}
    # The app runs with the project's Python and Node, whatever the caller's PATH has first.
    environment["PATH"] = f"{PROJECT_PYTHON.parent}:{environment.get('PATH', '')}"
    return kept_command(command, environment=environment, folder=folder, state=STATE_DIR)


def _context(context: Mapping[str, str]) -> list[str]:
    return [part for key, value in context.items() for part in ("--context", f"{key}={value}")]


def _is_bootstrapped(endpoint: Endpoint, region: str) -> bool:
    answer = endpoint.client("ssm", region).get_parameters(
        Names=["/cdk-bootstrap/hnb659fds/version"]
    )
    return bool(answer["Parameters"])
