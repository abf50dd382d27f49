"""The command line of the embedded AWS.

`python -m local up|deploy|diff|drill|restore-drill|mail|run|status|env|down`
"""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console

from local import commands
from local.command_lock import one_at_a_time
from local.drills import Drill
from local.endpoint import forget_aws_settings
from local.failure import LocalError, WrongInputError
from local.interruption import InterruptedBySignal, interruptible
from local.paths import STATE_DIR, VIEWPOINT
from local.report import MAX_WIDTH

EXIT_FINE = 0
EXIT_INPUT_WRONG = 2
EXIT_DEPENDENCY_FAILED = 3
EXIT_INTERRUPTED = 130
# These change nothing that others rely on, and whoever answers a page does it during a drill.
_ANY_TIME = ("env", "mail", "run", "status")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0, 2 (wrong input), 3 (something failed)."""
    with interruptible():
        parsed = _parser().parse_args(arguments)
        forget_aws_settings()
        width = None if sys.stdout.isatty() else MAX_WIDTH
        console = Console(highlight=False, markup=False, emoji=False, width=width)
        return _exit_code(console, parsed)


def _exit_code(console: Console, parsed: argparse.Namespace) -> int:
    """Run the command, and print what went wrong as a person can use it."""
    try:
        with nullcontext() if parsed.command in _ANY_TIME else one_at_a_time():
            code = _run(console, parsed)
        sys.stdout.flush()
    except LocalError as error:
        _print_failure(error)
        wrong_input = isinstance(error, WrongInputError)
        return EXIT_INPUT_WRONG if wrong_input else EXIT_DEPENDENCY_FAILED
    except (BotoCoreError, ClientError) as error:
        fix = "read .local/emulator.log; `python -m local down` and `up` start afresh"
        _print_failure(LocalError(f"the emulator refused a request: {error}", fix=fix))
        return EXIT_DEPENDENCY_FAILED
    except OSError as error:
        _print_failure(_of_the_system(error))
        return EXIT_DEPENDENCY_FAILED
    except InterruptedBySignal as interrupt:
        _say_interrupted()
        return interrupt.exit_code
    except KeyboardInterrupt:
        _say_interrupted()
        return EXIT_INTERRUPTED
    return code


def _say_interrupted() -> None:
    _say("\nInterrupted. `python -m local down` stops the embedded AWS.")


def _of_the_system(error: OSError) -> LocalError:
    """What to say of a disk that is full, a folder that cannot be written, and their like."""
    where = f" at {error.filename}" if error.filename else ""
    what = f"the system refused{where}: {error.strerror or error}"
    fix = f"make room on the disk, and see that {STATE_DIR} can be written; then try again"
    return LocalError(what, fix=fix)


def _run(console: Console, parsed: argparse.Namespace) -> int:
    match parsed.command:
        case "up":
            commands.up(console, _deployment(parsed))
        case "deploy":
            commands.deploy(console, _deployment(parsed))
        case "diff":
            commands.diff(console, _deployment(parsed))
        case "drill":
            drill = Drill(alarm=parsed.alarm, viewpoint=parsed.viewpoint)
            (commands.watch if parsed.follow else commands.drill)(console, drill)
        case "restore-drill":
            commands.restore_drill(console)
        case "mail":
            commands.mail(console, parsed.last)
        case "run":
            return commands.run(parsed.words)
        case "status":
            commands.status(console)
        case "env":
            commands.environment(console)
        case _:
            commands.down(console)
    return EXIT_FINE


def _deployment(parsed: argparse.Namespace) -> commands.Deployment:
    return commands.Deployment(
        stage=parsed.stage,
        viewpoint=parsed.viewpoint,
        assembly=parsed.assembly,
        parameters=dict(parsed.parameter),
        run_functions=parsed.run_functions,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True)
    for name, purpose in (
        ("up", "start the emulator, deploy, run a fire drill"),
        ("deploy", "start the emulator if none runs, and deploy"),
        ("diff", "compare the stacks with what is deployed"),
    ):
        command = subparsers.add_parser(name, help=purpose)
        command.add_argument("--stage", default="local", help="stage of the viewpoint")
        command.add_argument("--viewpoint", type=_file, help="another file than viewpoint.yaml")
        command.add_argument(
            "--assembly", type=_folder, help="deploy this synthesized assembly instead"
        )
        command.add_argument(
            "--parameter",
            type=_name_and_value,
            action="append",
            default=[],
            metavar="/NAME=VALUE",
            help="value of an SSM parameter that a template refers to",
        )
        command.add_argument(
            "--run-functions",
            action="store_true",
            help="let the functions of --assembly run as this user, as those of the app may",
        )
    drill = subparsers.add_parser("drill", help="run a fire drill on what is deployed")
    drill.add_argument("--alarm", help="name of the alarm; by default a critical one is chosen")
    drill.add_argument(
        "--follow", action="store_true", help="show whom it pages until a person answers"
    )
    drill.add_argument(
        "--viewpoint", type=_file, default=VIEWPOINT, help="the viewpoint that is deployed"
    )
    subparsers.add_parser(
        "restore-drill", help="delete a canary, restore it by a stand-in, and validate what comes"
    )
    mail = subparsers.add_parser("mail", help="print mails and texts that topics would have sent")
    mail.add_argument("--last", type=int, default=5, metavar="N", help="how many; 5 by default")
    run = subparsers.add_parser("run", help="run a command that asks it in the place of AWS")
    run.add_argument("words", nargs=argparse.REMAINDER, metavar="COMMAND")
    subparsers.add_parser("status", help="say whether the emulator runs, and where")
    subparsers.add_parser(
        "env", help='print what a shell needs to call it: eval "$(python -m local env)"'
    )
    subparsers.add_parser("down", help="stop the emulator that was started here")
    return parser


def _file(text: str) -> Path:
    path = Path(text).resolve()
    if not path.is_file():
        message = f"{text} is not a file; name an existing viewpoint"
        raise argparse.ArgumentTypeError(message)
    return path


def _folder(text: str) -> Path:
    folder = Path(text).resolve()
    if not (folder / "manifest.json").exists():
        message = f"{text} is not an assembly: it has no manifest.json; give a folder like cdk.out"
        raise argparse.ArgumentTypeError(message)
    return folder


def _name_and_value(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        message = f"{text!r} is not NAME=VALUE; write for example /shop/alb=app/shop/50dc6c495c0c"
        raise argparse.ArgumentTypeError(message)
    return name, value


def _print_failure(error: LocalError) -> None:
    log = "".join(f"  | {line}\n" for line in error.log)
    _say(f"{log}error: {error.what}\n  fix: {error.fix}")


def _say(text: str) -> None:
    """Print to standard error, which may be gone or full too; nothing more can be said then."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
    with suppress(OSError):
        console.print(text)
    try:
        sys.stdout.flush()
    except OSError:
        # Python would write the rest at its end, and fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
