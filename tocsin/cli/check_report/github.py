"""What counts as annotations of GitHub Actions, which stand in the diff of a pull request.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Mapping
from hashlib import sha256
from itertools import chain

from tocsin.cli.check_report.folding import grouped_findings
from tocsin.cli.check_report.result import CheckResult
from tocsin.cli.check_report.spot import spot
from tocsin.diagnostics import printable_line
from tocsin.triage import Finding

_COMMANDS: Mapping[str, str] = {"error": "error", "warning": "warning", "note": "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
"""How the runner reads values.

https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
"""


def annotations(result: CheckResult) -> str:
    """Return a workflow command for each problem that counts and is shown, a line each.

    GitHub shows the first ten of a severity: no two of these are mended alike, if there are so
    many that are not.
    """
    groups = grouped_findings(result.shown)
    ordered = chain((group.first for group in groups), *(group.others for group in groups))
    return "".join(f"{_annotation(each, result)}\n" for each in ordered)


def guarded(text: str) -> str:
    """Return a text of the log in which the runner looks for no commands.

    Names in templates could be such commands. The runner goes on at a mark that the text cannot
    have, because it is made of the whole of it.
    """
    mark = f"tocsin-{sha256(text.encode('utf-8', 'replace')).hexdigest()}"
    return f"::stop-commands::{mark}\n{text}::{mark}::\n"


def _annotation(finding: Finding, result: CheckResult) -> str:
    problem = finding.problem
    position = problem.where.position
    properties = {"file": result.file(problem.where)}
    if position is not None:
        properties |= {"line": str(position.line), "col": str(position.column)}
    properties["title"] = problem.kind
    written = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items())
    at = spot(finding.place, problem.where)
    lines = [problem.what, at and f"at: {at}", problem.why, f"fix: {problem.fix}"]
    message = "\n".join(printable_line(line) for line in lines if line)
    return f"::{_COMMANDS[problem.severity]} {written}::{_escaped(message, _DATA)}"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    shown = "\n".join(map(printable_line, text.split("\n")))
    return "".join(escapes.get(character, character) for character in shown)
