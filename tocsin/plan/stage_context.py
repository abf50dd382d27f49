"""What all makers of specs need: the viewpoint, one of its stages, and a place for problems."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tocsin.diagnostics import KeyPath, Location, ProblemCollector, did_you_mean, quoted
from tocsin.viewpoint import UNNAMED, Stage, Viewpoint

_PLACEHOLDER = re.compile(r"\{([A-Za-z_]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageContext:
    """One stage of a viewpoint, while its plan is made.

    Attributes:
        viewpoint: The whole viewpoint.
        stage_name: The stage's name.
        stage: The stage.
        collector: What is found to be wrong; makers add to it and go on.
    """

    viewpoint: Viewpoint
    stage_name: str
    stage: Stage
    collector: ProblemCollector = field(default_factory=ProblemCollector)

    def report(self, kind: str, key_path: KeyPath, what: str, fix: str) -> None:
        """Add the problem `plan/kind` with what stands at *key_path*."""
        where = Location(source=UNNAMED, key_path=key_path)
        self.collector.report(f"plan/{kind}", where, what, fix)

    def report_unknown(
        self, kind: str, key_path: KeyPath, thing: str, name: str, known: Iterable[str]
    ) -> None:
        """Add the problem `plan/kind`: *name* is not one of the *known* names of such things."""
        self.report(
            kind, key_path, f"there is no {thing} {quoted(name)}", did_you_mean(name, known)
        )

    def fill(self, key_path: KeyPath, text: str) -> str:
        """Return *text* with the stage's values in place of `{stage}` and the like."""
        values = {
            "system": self.viewpoint.system,
            "stage": self.stage_name,
            "region": self.stage.region,
            "account": self.stage.account,
        }
        for name in dict.fromkeys(_PLACEHOLDER.findall(text)):
            if name not in values:
                allowed = ", ".join(f"{{{value}}}" for value in values)
                self.report(
                    "unknown-placeholder",
                    key_path,
                    f"{{{name}}} stands for nothing",
                    f"use one of {allowed}",
                )
        return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)

    def identify(self, key_path: KeyPath, text: str) -> str:
        """Return the identifier *text* as it stands in a template.

        `ssm:/path` becomes a dynamic reference, which CloudFormation resolves when it deploys:
        https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html.
        """
        filled = self.fill(key_path, text)
        if filled.startswith("ssm:"):
            return f"{{{{resolve:{filled}}}}}"
        return filled


def is_dynamic(identifier: str) -> bool:
    """Tell whether an identifier is known only when it is deployed."""
    return "{{resolve:" in identifier


def is_filled(identifier: str) -> bool:
    """Tell whether no placeholder is left in an identifier that is known already."""
    return is_dynamic(identifier) or _PLACEHOLDER.search(identifier) is None
