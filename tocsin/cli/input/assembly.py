"""What commands about a synthesized assembly read: the assembly and settings."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from tocsin.assembly import Assembly, load
from tocsin.cli.terminal import about, refuse
from tocsin.diagnostics import (
    CORE,
    InvalidInputError,
    Problem,
    did_you_mean,
    quoted,
    read_text_file,
)
from tocsin.simulation import (
    DEFAULT_SEVERITY_RULES,
    SETTINGS_FILE,
    SeverityRules,
    read_severity_rules,
)

AssemblyPath = Annotated[
    Path,
    typer.Option(
        "--assembly",
        "-a",
        help="A cdk.out, a template (JSON or YAML) or a folder of templates.",
    ),
]
Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--parameter", "-p", metavar="NAME=VALUE", help="The value of a template's parameter."
    ),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--settings",
        help=f"Which topics stand for which severity; {SETTINGS_FILE} if there is one.",
    ),
]
ResolvedTexts = Annotated[
    list[str] | None,
    typer.Option(
        "--resolve",
        metavar="TEXT=VALUE",
        help="What a text in the template's dimensions stands for: ssm:/shop/alb=app/shop/1.",
    ),
]

DEFAULT_ASSEMBLY = Path("cdk.out")
_PARAMETER = "ssm:"


def read_assembly(path: Path, parameters: Iterable[str] | None) -> Assembly:
    """Read an assembly, or print what is wrong and exit."""
    given = _pairs("--parameter", "NAME=VALUE", parameters or ())
    if path == DEFAULT_ASSEMBLY and not path.exists():
        fix = "run `cdk synth` first, or name another assembly or a template"
        raise refuse([about(path, "file/not-found", "there is no such folder", fix)])
    try:
        assembly = load(path, parameters=given)
    except InvalidInputError as error:
        raise refuse(error.problems) from error
    declared = assembly.parameter_names
    if unknown := [name for name in given if name not in declared]:
        raise refuse(_unknown_parameter(name, declared) for name in unknown)
    return assembly


def _unknown_parameter(name: str, declared: Iterable[str]) -> Problem:
    what = "no template has this parameter"
    fix = did_you_mean(name, declared)
    return about(f"--parameter {name}", "option/unknown-parameter", what, fix)


def read_settings(path: Path | None) -> SeverityRules:
    """Read the settings file, or print what is wrong and exit."""
    chosen = path or Path(SETTINGS_FILE)
    if path is None and not chosen.exists():
        return DEFAULT_SEVERITY_RULES
    try:
        return read_severity_rules(read_core_yaml(chosen), name=str(chosen))
    except InvalidInputError as error:
        raise refuse(error.problems) from error


def read_core_yaml(path: Path) -> str:
    """Return the text of settings or of drills.

    Raises:
        InvalidInputError: It cannot be read, or is larger than any use of it.
    """
    return read_text_file(path, maximum_bytes=CORE.maximum_bytes, too_large="split it")


def resolved_texts(given: Iterable[str] | None) -> dict[str, str]:
    """Return values by text, or print what is wrong and exit.

    `ssm:/path` stands for the dynamic reference of that parameter.
    """
    pairs = _pairs("--resolve", "TEXT=VALUE", given or (), may_be_empty=False)
    return {
        f"{{{{resolve:{text}}}}}" if text.startswith(_PARAMETER) else text: value
        for text, value in pairs.items()
    }


def _pairs(
    option: str, form: str, given: Iterable[str], *, may_be_empty: bool = True
) -> dict[str, str]:
    """Return what an option sets, by name, or print what is wrong and exit."""
    pairs, problems = {}, []
    for written in given:
        name, sign, value = written.partition("=")
        pairs[name] = value
        if not sign or not name or not (value or may_be_empty):
            what, fix = "there is no value", f"write {form}"
            problems.append(about(f"{option} {quoted(written)}", "option/no-value", what, fix))
    if problems:
        raise refuse(problems)
    return pairs
