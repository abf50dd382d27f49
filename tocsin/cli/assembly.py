"""What commands about a synthesized assembly read: the assembly and settings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from tocsin.assembly import Assembly, load
from tocsin.cli.terminal import about, counted, refuse, remark
from tocsin.diagnostics import (
    CORE,
    InvalidInputError,
    Problem,
    did_you_mean,
    quoted,
    read_text_file,
)
from tocsin.simulation import GUESSING_SEVERITY_RULES, SETTINGS_FILE, Settings
from tocsin.simulation import read_settings as read_settings_text

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
        help=f"What each topic stands for, and who reads what; {SETTINGS_FILE} if there is one.",
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

Account = Annotated[
    str | None,
    typer.Option("--account", metavar="ID", help="The account of stacks that leave it open."),
]
Region = Annotated[
    str | None,
    typer.Option("--region", help="The Region of stacks that leave it open."),
]
StackName = Annotated[
    str | None,
    typer.Option("--stack-name", metavar="NAME", help="The stack's name; else that of its file."),
]

DEFAULT_ASSEMBLY = Path("cdk.out")
_PARAMETER = "ssm:"
_MOST_NAMED = 3
_ACCOUNT = re.compile("[0-9]{12}")
_REGION = re.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}")
_STACK_NAME = re.compile("[A-Za-z][-A-Za-z0-9]{0,127}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the command line says about the deployment of templates.

    Attributes:
        parameters: Values of parameters, as `NAME=VALUE`.
        account: The account of stacks that leave it open.
        region: The Region of stacks that leave it open.
        stack_name: The name of a stack that has none but that of its file.
    """

    parameters: tuple[str, ...] = ()
    account: str | None = None
    region: str | None = None
    stack_name: str | None = None


def read_assembly(path: Path, deployment: Given, beside: Sequence[Path] = ()) -> Assembly:
    """Read an assembly, and what is deployed beside it, or print what is wrong and exit."""
    assembly = read_one_of_several(path, deployment, beside)
    refuse_unknown_parameters(deployment, assembly)
    return assembly


def read_one_of_several(path: Path, deployment: Given, beside: Sequence[Path] = ()) -> Assembly:
    """Read an assembly that may lack a parameter which another one has."""
    given = _pairs("--parameter", "NAME=VALUE", deployment.parameters)
    if problems := list(_wrong_places(deployment)):
        raise refuse(problems)
    if path == DEFAULT_ASSEMBLY and not path.exists():
        fix = "run `cdk synth` first, or name another assembly or a template"
        raise refuse([about(path, "file/not-found", "there is no such folder", fix)])
    try:
        assembly = load(
            path,
            *beside,
            parameters=given,
            account=deployment.account,
            region=deployment.region,
            stack_name=deployment.stack_name,
        )
    except InvalidInputError as error:
        raise refuse(error.problems) from error
    _tell_passed_over(assembly)
    return assembly


def refuse_unknown_parameters(deployment: Given, *assemblies: Assembly) -> None:
    """Print which of the given parameters no template has, and exit; or do nothing."""
    given = _pairs("--parameter", "NAME=VALUE", deployment.parameters)
    declared = {name for each in assemblies for name in each.parameter_names}
    if unknown := [name for name in given if name not in declared]:
        raise refuse(_unknown_parameter(name, sorted(declared)) for name in unknown)


def _wrong_places(given: Given) -> Iterator[Problem]:
    """Yield what is no account, no Region and no name of a stack."""
    forms = (
        ("--account", given.account, _ACCOUNT, "write the twelve digits of an account"),
        ("--region", given.region, _REGION, "write a Region, such as eu-west-1"),
        ("--stack-name", given.stack_name, _STACK_NAME, "write a letter, then letters, digits, -"),
    )
    for option, value, form, fix in forms:
        if value is not None and not form.fullmatch(value):
            what = f"{quoted(value)} is not what AWS has"
            yield about(f"{option} {quoted(value)}", "option/invalid-value", what, fix)


def _tell_passed_over(assembly: Assembly) -> None:
    """Count the files that are no templates, and name the first of them."""
    if not assembly.passed_over:
        return
    names = [path.name for path in assembly.passed_over]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    listed = ", ".join(names[:_MOST_NAMED])
    count = counted(len(names), "file")
    remark(f"passed over {count} without a template: {listed}{more}", style="dim")


def _unknown_parameter(name: str, declared: Iterable[str]) -> Problem:
    what = "no template has this parameter"
    fix = did_you_mean(name, declared)
    return about(f"--parameter {name}", "option/unknown-parameter", what, fix)


def settings_file(path: Path | None) -> Path | None:
    """Return the settings file that is named, or that is there; None without one."""
    usual = Path(SETTINGS_FILE)
    return path or (usual if usual.exists() else None)


def read_settings(path: Path | None) -> Settings:
    """Read the settings file, or print what is wrong and exit."""
    chosen = settings_file(path)
    if chosen is None:
        return Settings(severity_rules=GUESSING_SEVERITY_RULES)
    try:
        return read_settings_text(read_core_yaml(chosen), name=str(chosen))
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
