"""Asks all checks of an account."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from tocsin.aws import DENIED, UNREADABLE, AwsFailure, AwsRegion, AwsSession
from tocsin.diagnostics import Location, Problem
from tocsin.preflight.check import Check, Phase
from tocsin.preflight.checks import CHECKS
from tocsin.preflight.deployment import Deployment

Progress = Callable[[int, int, str], None]
"""Told how many questions are done, of how many, and what is asked next."""

_NO_ASSEMBLY = "preflight/no-assembly"
_NOT_FATAL = frozenset({DENIED, UNREADABLE, "aws/failed", "aws/throttled"})
"""Failures of one question, which say nothing about the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a check found.

    Attributes:
        check: The check's name.
        phase: Whether it is about what a deployment needs, or about what one left undone.
        problem: What is wrong.
    """

    check: str
    phase: Phase
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class NotChecked:
    """A check that could not be made.

    Attributes:
        check: The check's name.
        region: Where.
        problem: Why not.
    """

    check: str
    region: str
    problem: Problem

    @property
    def is_failure(self) -> bool:
        """Say whether AWS failed, rather than that something was not given to us."""
        return self.problem.severity == "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """What was found out about an account.

    Attributes:
        regions: Where.
        questions: How many questions there were: one for each check and Region.
        findings: What is wrong, in the order of the checks.
        not_checked: What is not known.
    """

    regions: tuple[str, ...]
    questions: int
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]


class _Question(NamedTuple):
    check: Check
    region: AwsRegion


def wrong_account(deployment: Deployment, session: AwsSession) -> Problem | None:
    """Return the problem of asking another account than the stage's, if so it is.

    Raises:
        AwsFailure: AWS failed.
    """
    plan = deployment.plan
    region = AwsRegion(name=plan.region, session=session)
    account = (region.ask("sts", "get_caller_identity") or {"Account": ""})["Account"]
    if account == plan.account:
        return None
    return Problem(
        kind="preflight/wrong-account",
        where=Location(source="AWS"),
        what=f"the credentials are those of account {account}, and the stage {plan.stage} is in "
        f"{plan.account}",
        fix="choose others with --profile or AWS_PROFILE, or another --stage",
    )


def preflight(deployment: Deployment, session: AwsSession, progress: Progress) -> Preflight:
    """Ask every check in every Region of the stage.

    Raises:
        AwsFailure: AWS cannot be asked at all; a question that fails alone is not checked.
    """
    questions = tuple(_questions(deployment, session))
    findings: list[Finding] = []
    not_checked: list[NotChecked] = []
    for number, (check, region) in enumerate(questions):
        progress(number, len(questions), f"{check.name} in {region.name}")
        if check.needs_assembly and deployment.assembly is None:
            not_checked.append(_not_checked(check, region, _not_synthesized(deployment)))
            continue
        try:
            # What is found before a question fails stays: a list takes items one by one.
            findings.extend(
                Finding(check=check.name, phase=check.phase, problem=problem)
                for problem in check.find(deployment, region)
            )
        except AwsFailure as failure:
            if any(each.kind not in _NOT_FATAL for each in failure.problems):
                raise
            not_checked += (_not_checked(check, region, each) for each in failure.problems)
    progress(len(questions), len(questions), "")
    return Preflight(
        regions=deployment.regions,
        questions=len(questions),
        findings=tuple(findings),
        not_checked=tuple(not_checked),
    )


def _questions(deployment: Deployment, session: AwsSession) -> Iterator[_Question]:
    """Yield what is asked; a Region in which the stage was is asked for stacks alone."""
    names = dict.fromkeys((*deployment.regions, *deployment.former_regions))
    regions = [AwsRegion(name=name, session=session) for name in names]
    own = regions[: len(deployment.regions)]
    for check in CHECKS:
        asked = {"region": own, "once": own[:1], "former regions too": regions}[check.scope]
        yield from (_Question(check, region) for region in asked)


def _not_checked(check: Check, region: AwsRegion, problem: Problem) -> NotChecked:
    missing = problem.kind in {DENIED, _NO_ASSEMBLY}
    said = replace(problem, severity="note") if missing else problem
    return NotChecked(check=check.name, region=region.name, problem=said)


def _not_synthesized(deployment: Deployment) -> Problem:
    return Problem(
        kind=_NO_ASSEMBLY,
        where=Location(source="--assembly"),
        what=f"only the synthesized stacks of {deployment.plan.stage} say this",
        fix=f"run cdk synth -c stage={deployment.plan.stage} first",
    )
