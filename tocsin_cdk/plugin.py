"""The plugin by which the CDK asks for the checks.

https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
"""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import aws_cdk as cdk
import jsii

from tocsin.assembly import load
from tocsin.checks import CHECKS, Subject, run_checks
from tocsin.diagnostics import InvalidInputError, ProblemSeverity
from tocsin.simulation import Settings
from tocsin.version import __version__
from tocsin_cdk.failure import defect, failure
from tocsin_cdk.templates import Templates
from tocsin_cdk.violations import Violations, stops

PLUGIN_NAME = "Tocsin"
"""What the CDK calls it: a finding is acknowledged as `Tocsin::alarm/no-action`."""


@jsii.implements(cdk.IPolicyValidationPlugin)
class TocsinChecks:
    """Checks what an app deploys, whenever it is synthesized.

    Args:
        fail_on: From which severity on a problem stops the synthesis. What is less severe is
            reported as well, but for notes.
        parameters: Values of parameters of the templates, for what rests on them.
        account: The account of stacks that leave it open.
        region: The Region of stacks that leave it open.
    """

    def __init__(
        self,
        *,
        fail_on: ProblemSeverity = "error",
        parameters: Mapping[str, str] | None = None,
        account: str | None = None,
        region: str | None = None,
    ) -> None:
        self._fail_on: ProblemSeverity = fail_on
        self._parameters = dict(parameters or {})
        self._account = account
        self._region = region

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
        """The ids of all checks."""
        return [check.id for check in CHECKS]

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
        templates = Templates.asked(context, assembly)
        report = run_checks(Subject.of(assembly, Settings()))
        problems = [
            each
            for each in report.problems
            if templates.concern(each.where.source)
            and (each.severity != "note" or self._fail_on == "note")
        ]
        return cdk.PolicyValidationPluginReport(
            success=not any(stops(problem, self._fail_on) for problem in problems),
            plugin_version=__version__,
            violations=Violations(templates=templates, fail_on=self._fail_on).of(problems),
        )
