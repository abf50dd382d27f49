"""Problems as the CDK reports them: violations of rules, each with the resources that have it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import aws_cdk as cdk

from tocsin.checks import check_by_id
from tocsin.diagnostics import KeyPath, Problem, ProblemSeverity, printable_line
from tocsin_cdk.severity import rank, said_to_the_cdk
from tocsin_cdk.templates import Templates

EXPLAIN = "tocsin check --explain "
"""The command that prints the page of a check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Violations:
    """Writes problems as violations.

    Attributes:
        templates: The templates that the CDK has asked about.
        fail_on: From which severity on a problem stops the synthesis.
    """

    templates: Templates
    fail_on: ProblemSeverity

    def of(self, problems: Iterable[Problem]) -> list[cdk.PolicyViolation]:
        """Return the violations, the severest first; what is said of several resources is one."""
        ordered = sorted(problems, key=_said)
        return [self._violation(list(alike)) for _, alike in groupby(ordered, key=_said)]

    def _violation(self, problems: list[Problem]) -> cdk.PolicyViolation:
        problem = problems[0]
        return cdk.PolicyViolation(
            rule_name=problem.kind,
            description=printable_line(description(problem)),
            fix=_fix(problem),
            severity=said_to_the_cdk(problem, self.fail_on),
            rule_metadata=dict(_metadata(problem)),
            violating_resources=[self._resource(each) for each in problems],
        )

    def _resource(self, problem: Problem) -> cdk.PolicyViolatingResource:
        template = self.templates.of(problem.where.source)
        match problem.where.key_path:
            case ("Resources", str(logical_id), *rest) if template is not None:
                return cdk.PolicyViolatingResource(
                    resource_logical_id=logical_id,
                    template_path=template.path,
                    locations=_locations(tuple(rest)),
                )
            case path:
                return cdk.PolicyViolatingResource(
                    construct_path=template.construct_path if template is not None else None,
                    template_path=template.path if template is not None else None,
                    locations=_locations(path),
                )


def _fix(problem: Problem) -> str:
    """Return what to do, and on a line of its own where that is explained."""
    fix = printable_line(problem.fix)
    is_explained = check_by_id(problem.kind) is not None
    return f"{fix}\n{EXPLAIN}{problem.kind}" if is_explained else fix


def description(problem: Problem) -> str:
    """Return what is wrong and why it matters; of a file that is no template also where."""
    is_of_template = problem.where.key_path[:1] == ("Resources",)
    what = problem.what if is_of_template else f"{problem.where}: {problem.what}"
    return f"{what}: {problem.why}" if problem.why else what


def _said(problem: Problem) -> tuple[int, str, str, str]:
    """Return what tells violations apart, so that it also sorts them."""
    return rank(problem), problem.kind, description(problem), problem.fix


def _locations(path: KeyPath) -> list[str]:
    """Return a path as the CDK writes it, which finds by it where the property was set."""
    return [".".join(map(str, path))] if path else []


def _metadata(problem: Problem) -> Iterator[tuple[str, str]]:
    yield "severity", problem.severity
    check = check_by_id(problem.kind)
    if check is not None:
        yield "title", check.title
        yield "documentation", f"{EXPLAIN}{check.id}"
        if check.sources:
            yield "sources", " ".join(check.sources)
