"""How a project makes its templates: the app that `cdk.json` names, or a command that is given."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.cli.terminal import about, refuse
from tocsin.diagnostics import InvalidInputError, quoted, read_text_file

_FILE, _CONTEXT_FILE = "cdk.json", "cdk.context.json"
_LARGEST = 20_000_000
_METADATA: Mapping[str, tuple[str, str]] = {
    "pathMetadata": ("aws:cdk:enable-path-metadata", "aws:cdk:disable-path-metadata"),
    "assetMetadata": ("aws:cdk:enable-asset-metadata", "aws:cdk:disable-asset-metadata"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """How templates are made in a folder.

    Attributes:
        command: What a shell runs there, as the CDK does; empty if they are there already.
        folder: Where they are then; None if the command makes them.
        context: What the app is told.
    """

    command: str
    folder: Path | None
    context: Mapping[str, Any]


def app_in(folder: Path, synth: str | None, context: Sequence[str], *, called: str) -> App:
    """Return how the templates of a folder are made, or print what is missing and exit.

    Args:
        folder: Where `cdk.json` is.
        synth: The command that is given; None to go by `cdk.json`.
        context: What is given to the app, as `NAME=VALUE`.
        called: What the side is called.
    """
    known = _json(folder / _FILE, called)
    told = {
        **_metadata(known),
        # The code of functions is built for a deployment; what reviews read does not have it.
        "aws:cdk:bundling-stacks": [],
        **_object(known.get("context")),
        **_json(folder / _CONTEXT_FILE, called),
        **_given(context),
    }
    if synth is not None:
        return App(command=synth, folder=None, context=told)
    command = known.get("app")
    if isinstance(command, list) and all(isinstance(each, str) for each in command):
        command = " ".join(command)
    if not isinstance(command, str) or not command.strip():
        what = f"{called} has no app in {_FILE}, which would make its templates"
        fix = 'run it where cdk.json is, or give the command: --synth "python app.py"'
        raise refuse([about(called, "revision/no-app", what, fix)])
    is_made = "\0" not in command and (folder / command).is_dir()
    return App(command=command, folder=folder / command if is_made else None, context=told)


def _json(path: Path, called: str) -> Mapping[str, Any]:
    if not path.is_file():
        return {}
    try:
        text = read_text_file(path, maximum_bytes=_LARGEST, too_large="keep less in it")
        return _object(json.loads(text))
    except InvalidInputError as error:
        raise refuse(error.problems) from error
    except (ValueError, RecursionError) as error:
        what = f"{path.name} of {called} is not JSON: {error}"
        raise refuse([about(called, "revision/bad-json", what, "mend it there")]) from error


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _metadata(known: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the CDK's command line tells apps beside their context."""
    return {
        name: True
        for key, (on, off) in _METADATA.items()
        for name in (on if known.get(key, True) else off,)
    }


def _given(context: Sequence[str]) -> Mapping[str, str]:
    pairs = [each.partition("=") for each in context]
    for name, sign, _ in pairs:
        if not name or not sign:
            what = f"{quoted(name)} has no value"
            fix = "write NAME=VALUE, as -c stage=prod"
            raise refuse([about("--context", "option/no-value", what, fix)])
    return {name: value for name, _, value in pairs}
