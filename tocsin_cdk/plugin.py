"""The plugin by which the CDK asks for the checks.

https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
"""

from collections.abc import Iterator, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import cast

import aws_cdk as cdk
import jsii

from tocsin.assembly import Assembly, load
from tocsin.checks import Subject
from tocsin.diagnostics import InvalidInputError, Problem, ProblemSeverity
from tocsin.triage import (
    COVERAGE,
    Decisions,
    examine,
    examined_coverage,
    read_baseline_file,
    read_check_settings,
    rules,
    selected,
)
from tocsin.version import __version__
from tocsin_cdk.coverage_gate import checked_percentage, shortfall
from tocsin_cdk.failure import defect, failure
from tocsin_cdk.parameters import refuse_unknown
from tocsin_cdk.severity import checked_severity, stops
from tocsin_cdk.templates import Templates
from tocsin_cdk.violations import Violations

PLUGIN_NAME = "Tocsin"
"""What the CDK calls it: a finding is acknowledged as `Tocsin::alarm/no-action`."""

SETTINGS_FILE = Path("tocsin.yaml")
ALWAYS = date.min
"""A day on which every waiver holds."""


@jsii.implements(cdk.IPolicyValidationPlugin)
class TocsinChecks:
    """Checks what an app deploys, whenever it is synthesized.

    Args:
        fail_on: From which severity on a problem stops the synthesis: `error`, `warning` or `note`.
            Warnings are reported in any case, notes only if they stop it.
        coverage_at_least: How many percent of the alarms that the catalogue recommends have to be
            there, weighted by severity; less stops the synthesis. None for any.
        settings: The settings file, as `tocsin check` reads it; `tocsin.yaml` in the working
            folder, if there is one. Paths are relative to that folder.
        baseline: A file of problems that are known, as `tocsin check --write-baseline` writes it.
        parameters: Values of parameters of the templates, for what rests on them.
        account: The account of stacks that leave it open.
        region: The Region of stacks that leave it open.
        today: The day on which waivers with an end hold or not. Without it they hold: a synthesis
            has no clock, so that what passes today passes tomorrow. `tocsin check` has one.

    Raises:
        InvalidValueError: No severity is called like `fail_on`, or a percentage is none.
    """

    def __init__(
        self,
        *,
        fail_on: ProblemSeverity = "error",
        coverage_at_least: int | None = None,
        settings: str | PathLike[str] | None = None,
        baseline: str | PathLike[str] | None = None,
        parameters: Mapping[str, str] | None = None,
        account: str | None = None,
        region: str | None = None,
        today: date | None = None,
    ) -> None:
        self._fail_on = checked_severity(fail_on)
        self._coverage_at_least = checked_percentage(coverage_at_least)
        self._settings = None if settings is None else Path(settings)
        self._baseline = None if baseline is None else Path(baseline)
        self._parameters = dict(parameters or {})
        self._account = account
        self._region = region
        self._today = today or ALWAYS

    @property
    def name(self) -> str:
        """What the CDK calls it."""
        return PLUGIN_NAME

    @property
    def version(self) -> str:
        """The version of Tocsin."""
        return __version__

    @property
    def rule_ids(self) -> list[str]:
        """The ids of everything that may be reported."""
        return list(rules())

    def validate(self, context: cdk.IPolicyValidationContext) -> cdk.PolicyValidationPluginReport:
        """Say what is wrong with the templates of an app.

        It never raises: the command line of the CDK takes a plugin that raises for one that has
        found nothing. Whatever hinders the checks is therefore a violation itself, which nothing
        acknowledges.
        """
        try:
            return self._report(context)
        except InvalidInputError as error:
            return failure(error.problems)
        except Exception as error:  # noqa: BLE001 - as above
            return defect(error)

    def _report(self, context: cdk.IPolicyValidationContext) -> cdk.PolicyValidationPluginReport:
        # Alone a template does not say what it imports from others.
        assembly = load(
            Path(cast("cdk.App", context.app_construct).outdir),
            parameters=self._parameters,
            account=self._account,
            region=self._region,
        )
        refuse_unknown(self._parameters, assembly.parameter_names)
        templates = Templates.asked(context, assembly)
        problems = list(self._problems(assembly, templates))
        return cdk.PolicyValidationPluginReport(
            success=not any(stops(problem, self._fail_on) for problem in problems),
            plugin_version=__version__,
            violations=Violations(templates=templates, fail_on=self._fail_on).of(problems),
        )

    def _problems(self, assembly: Assembly, templates: Templates) -> Iterator[Problem]:
        """Yield what is wrong, as far as the CDK asks about it."""
        known = read_check_settings(self._settings or _usual_settings())
        also = () if self._coverage_at_least is None else (COVERAGE,)
        decisions = Decisions(
            rules=known.rules,
            baseline=read_baseline_file(self._baseline),
            asked=selected((known.rules.only,), (known.rules.skip,), also),
            today=self._today,
        )
        subject = Subject.of(assembly, known.settings, unwanted=known.rules.unwanted)
        found = examine(subject, decisions, Path.cwd())
        for problem in (finding.problem for finding in found.new):
            is_reported = problem.severity != "note" or self._fail_on == "note"
            if is_reported and templates.concern(problem.where.source):
                yield problem
        if self._coverage_at_least is not None:
            coverage = examined_coverage(subject, found)
            yield from shortfall(coverage, templates, self._coverage_at_least)


def _usual_settings() -> Path | None:
    return SETTINGS_FILE if SETTINGS_FILE.exists() else None
