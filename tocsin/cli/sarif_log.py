"""What all logs in SARIF 2.1.0 have, which code-scanning services and editors show.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from tocsin.cli.failed_run import FailedRun
from tocsin.diagnostics import Location, Problem, printable, printable_json, printable_line
from tocsin.version import __version__

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_HOME = "%SRCROOT%"
"""What relative paths begin at, by the name that GitHub gives the checkout."""

Json = dict[str, object]


def sarif_log(exit_code: int, rules: Sequence[Json], results: Sequence[Json]) -> str:
    """Return a log with one run.

    Args:
        exit_code: How the command ends.
        rules: What was asked.
        results: What was found.
    """
    return _log({"executionSuccessful": True, "exitCode": int(exit_code)}, rules, results)


def sarif_of_failure(failed: FailedRun) -> str:
    """Return a log of a run that came to no result, with what is wrong."""
    problems = [_notification(each) for each in failed.problems]
    said = problems or [{"level": "error", "message": {"text": printable(failed.message)}}]
    invocation = {
        "executionSuccessful": False,
        "exitCode": failed.exit_code,
        "toolExecutionNotifications": said,
    }
    return _log(invocation, (), ())


def _log(invocation: Json, rules: Sequence[Json], results: Sequence[Json]) -> str:
    driver = {
        "name": "Tocsin",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": rules,
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return printable_json(json.dumps(log, ensure_ascii=False)) + "\n"


def sarif_message(*lines: str) -> Json:
    """Return a message of some lines; what is empty is left out.

    In a message `[text](target)` would be a link.
    """
    text = "\n".join(printable_line(line) for line in lines if line)
    return {"text": text.replace("](", "] (")}


def sarif_fingerprints(fingerprint: str) -> Json:
    """Return what stays the same of a result, as all that read it want it.

    GitHub goes by the first of them, which it else makes of the lines of the file.
    """
    return {"primaryLocationLineHash": f"{fingerprint}:1", "tocsin/v1": fingerprint}


def sarif_place(where: Location, file: str) -> Json:
    """Return a place in a file, which is named as it is from the working folder."""
    physical: Json = {"artifactLocation": _artifact(file)}
    if where.position is not None:
        region: Json = {
            "startLine": where.position.line,
            "startColumn": where.position.column,
        }
        if where.line_text:
            region["snippet"] = {"text": printable(where.line_text)}
        physical["region"] = region
    return physical


def _artifact(file: str) -> Json:
    if PurePosixPath(file).is_absolute():
        return {"uri": f"file://{_quoted(file)}"}
    return {"uri": _quoted(file), "uriBaseId": _HOME}


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "replace"), safe="/") or "."


def sarif_resource(key: str, stack: str) -> Json:
    """Return a resource of a template as a place of its own."""
    name, whole = printable_line(key), printable_line(f"{stack}/{key}")
    return {"name": name, "fullyQualifiedName": whole, "kind": "resource"}


def _notification(problem: Problem) -> Json:
    lines = (f"{problem.where}: {problem.what}", problem.why, f"Fix: {problem.fix}")
    return {
        "level": problem.severity,
        "descriptor": {"id": problem.kind},
        "message": sarif_message(*lines),
    }
