"""The command as a whole."""

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_line import ROOT, run
from tests.support.viewpoints import WHOLE
from tocsin.cli import commands
from tocsin.cli.command import app
from tocsin.cli.commands import COMMANDS, GROUPS, load
from tocsin.cli.front_page import print_front_page

ALARMS = {"boto3", "lark", "numpy", "tocsin.aws", "tocsin.drills", "tocsin.recorded"}
"""What only commands about alarms need."""

VIEWPOINTS = {"tocsin.catalogue", "tocsin.plan", "tocsin.viewpoint"}
"""What only commands about viewpoints need."""

OTHERS = {"markdown_it", "pydantic", "pygments", "rich", "typer", "yaml"}
"""Packages of others that commands need, and the help does not."""


WITHIN = {f"{group} {name}": text for group, of in GROUPS.items() for name, text in of.items()}
"""Commands of commands, by their words."""

ALONE = {name: text for name, text in COMMANDS.items() if name not in GROUPS} | WITHIN


def _process(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in *folder*, where nothing of the system at the root is found."""
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TOCSIN_DEBUG": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def _python(folder: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _process(folder, sys.executable, "-c", program, *arguments)


@pytest.mark.parametrize("command", [*COMMANDS, *WITHIN])
def test_every_command_has_help(command: str) -> None:
    """Each command says in a sentence what it does."""
    outcome = run(*command.split(), "--help")

    assert outcome.exit_code == 0
    assert "." in outcome.output


def test_every_file_of_a_command_is_listed() -> None:
    """A command is a file beside the others, and none is forgotten in the list."""
    (folder,) = commands.__path__

    assert set(COMMANDS) == _commands_in(Path(folder))
    for group, names in GROUPS.items():
        assert set(names) == _commands_in(Path(folder) / group)


def _commands_in(folder: Path) -> set[str]:
    files = {path for path in folder.glob("[!_]*") if path.suffix == ".py" or path.is_dir()}
    return {path.stem.replace("_", "-") for path in files}


def test_a_command_of_commands_lists_them() -> None:
    """Without a name, as with `--help`, it says which there are."""
    listed = run("incidents")

    assert all(f" {name} " in listed.output + listed.errors for name in GROUPS["incidents"])
    assert run("incidents", "lits").exit_code == 2


@pytest.mark.parametrize(
    "arguments", [(), ("viewpoint.yaml",), ("--output", "boards"), ("viewpoint.yaml", "-s", "prod")]
)
def test_a_command_of_commands_may_mean_one_without_its_name(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it did before it had commands it still does."""
    monkeypatch.chdir(tmp_path)
    Path("viewpoint.yaml").write_text(WHOLE.read_text())

    unnamed, named = run("dashboards", *arguments), run("dashboards", "build", *arguments)

    assert unnamed == named
    assert "No such command" not in unnamed.errors


@pytest.mark.parametrize("mistyped", ["bild", "lnt"])
def test_a_mistyped_command_is_not_taken_for_a_viewpoint(mistyped: str) -> None:
    """It is told what was probably meant, as of any command."""
    outcome = run("dashboards", mistyped)

    assert "Did you mean" in outcome.errors
    assert outcome.exit_code == 2


@pytest.mark.parametrize("command", ALONE)
def test_the_list_says_what_the_help_of_a_command_says(command: str) -> None:
    """The list is written down, so that it costs no import; it is the docstring's first words."""
    first, _, _ = str(inspect.getdoc(load(command))).partition("\n\n")

    assert ALONE[command] == first.replace("\n", " ")


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        ("--version", ALARMS | VIEWPOINTS | OTHERS),
        ("--help", ALARMS | VIEWPOINTS | (OTHERS - {"rich"})),
        # The parser is there for metric math, which CloudWatch may refuse.
        ("validate", ALARMS - {"lark"}),
        ("plan --stage prod", ALARMS - {"lark"}),
        ("on-call", ALARMS | {"tocsin.plan", "tocsin.catalogue"}),
        ("catalogue sqs_queue", ALARMS | {"tocsin.plan", "tocsin.viewpoint"}),
        # Drills on events name samples of the catalogue.
        ("test --help", (VIEWPOINTS | {"boto3"}) - {"tocsin.catalogue"}),
        ("backtest --help", (VIEWPOINTS | {"boto3"}) - {"tocsin.catalogue"}),
        ("record --help", (VIEWPOINTS | {"boto3"}) - {"tocsin.catalogue"}),
    ],
)
def test_a_command_imports_no_more_than_it_needs(
    arguments: str, unneeded: set[str], tmp_path: Path
) -> None:
    """Nobody waits for numpy to read the help, nor for the model of viewpoints to run a drill."""
    program = (
        "import sys, tocsin.cli\n"
        "try: tocsin.cli.main()\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )

    (tmp_path / "viewpoint.yaml").write_text(WHOLE.read_text())

    result = _python(tmp_path, program, *arguments.split())
    imported = result.stderr.split()

    assert result.returncode == 0
    assert "tocsin.cli.entry" in imported
    assert unneeded & set(imported) == set()


@pytest.mark.parametrize("width", ["50", "80", "100", "140"])
@pytest.mark.parametrize("color", ["", "1"])
def test_the_front_page_is_what_typer_prints(
    width: str, color: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody can tell that the help is printed without what reads the options of commands."""
    monkeypatch.setattr("typer.rich_utils.FORCE_TERMINAL", None)
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setenv("FORCE_COLOR", color)

    print_front_page()
    ours = capsys.readouterr().out
    app(["--help"], prog_name="tocsin", standalone_mode=False)
    theirs = capsys.readouterr().out

    assert ours == theirs
    assert ("\x1b" in ours) == bool(color)


_PROGRAM = (
    "from importlib import import_module; from pathlib import Path; "
    "import_module('tocsin.cli.commands.validate').load_draft = lambda file: {}; "
    "import tocsin.cli; tocsin.cli.main()"
)


def test_a_defect_shows_no_traceback(tmp_path: Path) -> None:
    """Whatever goes wrong inside, the user sees a sentence, exit code 3, and how to report it."""
    result = _python(tmp_path, _PROGRAM.format("1 / 0"), "validate")

    assert result.returncode == 3
    assert "Traceback" not in result.stderr
    assert "ZeroDivisionError" in result.stderr
    assert "This is a defect of Tocsin" in result.stderr
    assert "Please report it" in result.stderr


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        ("open('x' * 5000)", 2, "the path cannot be used: File name too long"),
        ("(_ for _ in ()).throw(OSError(28, 'No space left on device'))", 3, "No space left"),
        ("(_ for _ in ()).throw(MemoryError())", 3, "there is not enough memory"),
        ("open(tocsin.cli.__file__ + 'x')", 3, "This is a defect of Tocsin"),
    ],
)
def test_what_the_system_refuses_is_no_defect(
    raised: str, code: int, said: str, tmp_path: Path
) -> None:
    """A path that cannot be, a full disk and too little memory are told apart from defects."""
    result = _python(tmp_path, _PROGRAM.format(raised), "validate")

    assert "Traceback" not in result.stderr
    assert said in result.stderr
    assert result.returncode == code


@pytest.mark.parametrize(
    ("redirected", "code"),
    [(">/dev/full", 3), (">/dev/full 2>&1", 3), (">&-", 0), ("| head -1", 0), ("| true", 0)],
)
@pytest.mark.parametrize("name", ["schema", "catalogue", "incidents --help"])
def test_an_output_that_takes_nothing_ends_the_command(
    name: str, redirected: str, code: int, tmp_path: Path
) -> None:
    """A full disk is no defect, and a reader that leaves or never was is no failure."""
    command = f"set -o pipefail; {sys.executable} -m tocsin {name} {redirected}"
    result = _process(tmp_path, "bash", "-c", command)

    assert "Traceback" not in result.stderr
    assert "defect" not in result.stderr
    assert result.returncode == code
