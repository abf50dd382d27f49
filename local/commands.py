"""What `python -m local` does, but for the drills themselves."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.text import Text

from local import cdk, emulator, fake_parameters, report
from local.application_logs import create_log_groups
from local.declared_stacks import declared_stacks, require_local_account, with_functions
from local.deployment import deployed_stacks
from local.drills import Drill, run_drills, watch_drill
from local.endpoint import Endpoint
from local.failure import LocalError, WrongInputError
from local.kept_command import end_all
from local.mailbox import read_letters
from local.paged_queues import create_queues
from local.paths import ASSEMBLY, VIEWPOINT
from local.process_record import ProcessRecord
from local.progress import Progress
from local.restore_drill import run_restore_drill
from tocsin.diagnostics import quoted

_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """What to deploy.

    Attributes:
        stage: Stage of the viewpoint to synthesize.
        viewpoint: File of the viewpoint; None is the one that `cdk.json` names.
        assembly: Folder of an assembly that is synthesized already; None synthesizes one.
        parameters: Values of SSM parameters by name, in the place of fake ones.
        run_functions: Whether the functions of an assembly that is given may run, as those of the
            app always may.
    """

    stage: str = "local"
    viewpoint: Path | None = None
    assembly: Path | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    run_functions: bool = False

    @property
    def known_viewpoint(self) -> Path | None:
        """The viewpoint that is deployed; None of an assembly, which may be of any."""
        return self.viewpoint or (None if self.assembly else VIEWPOINT)


def up(console: Console, deployment: Deployment) -> None:
    """Start the emulator, deploy into it, run a fire drill, and report."""
    endpoint = start(console)
    show_stacks = _deploy(console, endpoint, deployment)
    show_drills = run_drills(console, endpoint, Drill(viewpoint=deployment.known_viewpoint))
    show_stacks()
    show_drills()
    report.print_stub_resources(console, endpoint.stub_resources())


def deploy(console: Console, deployment: Deployment) -> None:
    """Start the emulator if none runs, deploy into it, and report."""
    endpoint = start(console)
    _deploy(console, endpoint, deployment)()
    report.print_stub_resources(console, endpoint.stub_resources())


def diff(console: Console, deployment: Deployment) -> None:
    """Print how the stacks differ from what is deployed."""
    endpoint = _require_running().endpoint
    with Progress(console).step("Synthesize the stacks") as latest:
        assembly = deployment.assembly or _synthesize(endpoint, deployment, latest)
    cdk.diff(endpoint, assembly, console.print)


def drill(console: Console, drill: Drill) -> None:
    """Run the drills of what is deployed, and report."""
    endpoint = _require_running().endpoint
    run_drills(console, endpoint, drill)()
    report.print_stub_resources(console, endpoint.stub_resources())


def watch(console: Console, drill: Drill) -> None:
    """Let an alarm fire, and show whom it pages until somebody answers from another terminal."""
    watch_drill(console, _require_running().endpoint, drill)


def mail(console: Console, last: int) -> None:
    """Print the newest mails and texts that topics would have sent."""
    letters = read_letters(_require_running().endpoint.mail())
    report.print_mail(console, letters[-last:] if last else ())


def run(command: Sequence[str]) -> int:
    """Run a command that reaches the embedded AWS in the place of AWS, and return its exit code.

    Raises:
        WrongInputError: There is no such command.
    """
    if not command:
        fix = "as in: python -m local run tocsin incidents list --stage local"
        raise WrongInputError("no command was given", fix=fix)
    here = {name: text for name, text in os.environ.items() if not name.startswith("AWS_")}
    environment = {**here, **_require_running().endpoint.aws_environment(), "NO_PROXY": "127.0.0.1"}
    environment["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), here.get("PATH", "")))
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except (FileNotFoundError, PermissionError) as error:
        what = f"{quoted(command[0])} cannot be run: {error.strerror}"
        raise WrongInputError(what, fix="give a command as a shell would find it") from error


def restore_drill(console: Console) -> None:
    """Start the emulator if none runs, run a restore drill, and report."""
    endpoint = start(console)
    with Progress(console).step("Restore drill") as latest:
        drill = run_restore_drill(endpoint, on_event=latest)
    report.print_restore_drill(console, drill)
    report.print_stub_resources(console, endpoint.stub_resources())


def status(console: Console) -> None:
    """Say whether an emulator runs, and where."""
    record = emulator.running()
    if not record:
        console.print("The embedded AWS is not running; `python -m local up` starts it.")
        return
    endpoint = record.endpoint
    console.print(f"The embedded AWS runs at {endpoint.url} (process {record.pid}).")
    console.print("It answers to one key alone, which `python -m local env` prints.")
    report.print_stub_resources(console, endpoint.stub_resources())


def environment(console: Console) -> None:
    """Print the variables by which a shell reaches the emulator, with the key of this run."""
    lines = [
        "unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN",
        'export NO_PROXY="127.0.0.1${NO_PROXY:+,$NO_PROXY}"',
    ]
    for name, value in sorted(_require_running().endpoint.aws_environment().items()):
        lines.append(f"export {name}={shlex.quote(value)}")
    console.print("\n".join(lines), soft_wrap=True)


def down(console: Console) -> None:
    """Stop the emulator that was started here, and nothing else."""
    stopped = emulator.stop()
    said = "The embedded AWS is stopped." if stopped else "The embedded AWS was not running."
    console.print(said)


def start(console: Console) -> Endpoint:
    """Reuse or start the emulator."""
    progress = Progress(console)
    cdk.require_pinned_cli()
    with progress.step("Start the embedded AWS"):
        record, reused = emulator.ensure_running()
    endpoint = record.endpoint
    how = "was running" if reused else "started"
    process = (f"(process {record.pid})", "dim")
    console.print(Text.assemble(f"  {how} at {endpoint.url} ", process))
    return endpoint


def _deploy(console: Console, endpoint: Endpoint, deployment: Deployment) -> Callable[[], None]:
    progress = Progress(console)
    with progress.step("Bootstrap the regions and synthesize the stacks") as latest:
        assembly = _prepare(endpoint, deployment, latest)
    with progress.step("Create what the stage expects to exist"):
        fake_parameters.put_parameters(endpoint, assembly, deployment.parameters)
        create_queues(endpoint, assembly)
        create_log_groups(endpoint, assembly)
        if deployment.run_functions or not deployment.assembly:
            endpoint.trust(with_functions(declared_stacks(assembly)))
    started = time.time()
    with progress.step("Deploy the stacks") as latest:
        cdk.deploy(endpoint, assembly, latest)
    stacks = deployed_stacks(endpoint, assembly, since=started)
    return lambda: report.print_stacks(console, stacks)


def _prepare(endpoint: Endpoint, deployment: Deployment, latest: Callable[[str], None]) -> Path:
    """Bootstrap the usual regions and synthesize at once, then bootstrap what else is needed."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        bootstrapped = pool.submit(cdk.bootstrap, endpoint, latest)
        try:
            assembly = deployment.assembly or _synthesize(endpoint, deployment, latest)
            bootstrapped.result()
        except BaseException:
            # The pool waits for its thread, and that for its command, which may only begin now.
            while not bootstrapped.done():
                end_all()
                time.sleep(_POLL_SECONDS)
            raise
    stacks = declared_stacks(assembly)
    require_local_account(stacks)
    cdk.bootstrap(endpoint, latest, regions=sorted({stack.region for stack in stacks}))
    return assembly


def _synthesize(endpoint: Endpoint, deployment: Deployment, latest: Callable[[str], None]) -> Path:
    context = {"stage": deployment.stage}
    if deployment.viewpoint:
        context["viewpoint"] = str(deployment.viewpoint)
    return cdk.synthesize(endpoint, context=context, output=ASSEMBLY, on_line=latest)


def _require_running() -> ProcessRecord:
    record = emulator.running()
    if not record:
        what = "the embedded AWS is not running"
        raise LocalError(what, fix="run `python -m local up`")
    return record
