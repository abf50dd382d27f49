"""Everything that may be reported, with its page: the checks, and what is wrong with waivers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tocsin.checks import CHECKS, check_by_id, documentation
from tocsin.diagnostics import ProblemSeverity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What may be reported.

    Attributes:
        id: Its name, as `alarm/no-action`.
        title: The good state, in one sentence.
        severity: What its problems are, unless they or somebody's settings say otherwise.
        file: Its page of documentation, below the folder of the package.
        on_request: Whether it is asked only where somebody names it, or its family.
    """

    id: str
    title: str
    severity: ProblemSeverity
    file: str
    on_request: bool = False

    @property
    def family(self) -> str:
        """What it is about, as `alarm`."""
        return self.id.partition("/")[0]

    @property
    def page(self) -> str:
        """Its page of documentation, in Markdown, with how to waive it."""
        check = check_by_id(self.id)
        if check is not None:
            return f"{documentation(check)}{_TO_WAIVE.format(id=self.id)}"
        return files("tocsin").joinpath(self.file).read_text(encoding="utf-8")


_TO_WAIVE = """
## To waive it

At the resource in the template, or in `tocsin.yaml` below `checks:`, with `resource:` or `stack:`:

```yaml
Metadata:
  tocsin:
    waive:
      - check: {id}
        because: Why it is right here.
        until: 2027-01-31   # if it is right for a time
```
"""

EXPIRED = "waiver/expired"
MALFORMED = "waiver/malformed"
UNUSED = "waiver/unused"

_OF_WAIVERS = (
    Rule(
        id=EXPIRED,
        title="Each waiver is still in force.",
        severity="warning",
        file="triage/waiver_expired.md",
    ),
    Rule(
        id=MALFORMED,
        title="Each waiver names a check, says why, and has a date that exists.",
        severity="error",
        file="triage/waiver_malformed.md",
    ),
    Rule(
        id=UNUSED,
        title="Each waiver waives something.",
        severity="warning",
        file="triage/waiver_unused.md",
    ),
)


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by id, in the order in which people read about them."""
    of_checks = (
        Rule(
            id=check.id,
            title=check.title,
            severity=check.severity,
            file=f"checks/{check.module}.md",
            on_request=check.on_request,
        )
        for check in CHECKS
    )
    return {rule.id: rule for rule in (*of_checks, *_OF_WAIVERS)}
