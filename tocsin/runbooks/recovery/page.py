"""A page that is written from the viewpoint alone, and written anew when that changes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tocsin.diagnostics import format_duration, markdown_text, printable
from tocsin.plan import Plan
from tocsin.recovery import Assessment, Scenario, assess, length_text
from tocsin.runbooks.recovery.protected_data import ProtectedData
from tocsin.runbooks.recovery.step import Step, numbered
from tocsin.viewpoint import Viewpoint

FOLDER = "backups"
WRITTEN_MARK = "<!-- WRITTEN: "
"""How the line begins that says that nobody is to write in a page."""

_WRITTEN = (
    f"{WRITTEN_MARK}by `tocsin runbooks --write`, from the viewpoint, and anew when that changes. "
    "Write what else is to be said into a page of your own. -->"
)
NO_WAY = "Nothing of it is left: no mechanism, and no recovery point. Begin with empty data."
_PLACEHOLDERS = (
    "Words in capitals stand for what only the moment knows; `START` and `END` are times as "
    "`2026-03-14T02:00:00Z`. All other names are those of this stage."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryPage:
    """A page.

    Attributes:
        path: Where it stands below the folder of runbooks.
        title: Its first line.
        stage: Whose it is.
        text: All of it.
    """

    path: str
    title: str
    stage: str
    text: str

    @property
    def group(self) -> str:
        """What it is about, as the beginning of a line in a list of pages."""
        return "Backups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a page says of one data store, or of none in particular.

    Attributes:
        heading: As `orders: DynamoDB table-orders in us-east-1`.
        steps: What to do.
        note: What is to be known before; empty for nothing.
    """

    heading: str
    steps: Sequence[Step]
    note: str = ""


def heading_of(data: ProtectedData) -> str:
    """Return what stands over the steps of a data store."""
    kind = data.store.type or "a type that nobody says"
    return f"{data.store.name}: {kind} {data.plain_name} in {data.region}"


def make_page(
    plan: Plan,
    viewpoint: Viewpoint,
    *,
    name: str,
    title: str,
    opening: Iterable[str],
    parts: Iterable[Part],
    afterwards: Iterable[str],
) -> RecoveryPage:
    """Return a page of a stage."""
    whole = f"{title} ({plan.stage})"
    lines = [f"# {whole}", "", _WRITTEN, "", *opening, "", _PLACEHOLDERS]
    for part in parts:
        lines += ["", f"## {part.heading}", ""]
        lines += [part.note, ""] if part.note else []
        lines += list(numbered(part.steps))
    lines += ["", "## Afterwards", "", *(f"- {each}" for each in afterwards)]
    lines += ["", "## Whom to call", "", *_calls(viewpoint)]
    return RecoveryPage(
        path=f"{FOLDER}/{plan.stage}/{name}.md",
        title=whole,
        stage=plan.stage,
        text=printable("\n".join((*(line.rstrip() for line in lines), ""))),
    )


def claims_table(found: Iterable[ProtectedData], scenario: Scenario) -> Iterator[str]:
    """Yield a table of what is claimed for data, and by which way that holds."""
    yield "| Data | May be lost | Back within | By | Loses at most | Takes |"
    yield "|---|---|---|---|---|---|"
    for data in found:
        (assessment,) = (each for each in assess(data.store) if each.scenario == scenario)
        yield f"| {' | '.join(map(markdown_text, _cells(data, assessment)))} |"


def _cells(data: ProtectedData, assessment: Assessment) -> Iterator[str]:
    claimed, way = assessment.objective, assessment.way
    yield data.store.name
    for length in (claimed.rpo, claimed.rto) if claimed is not None else (None, None):
        yield "not claimed" if length is None else length_text(length)
    yield "no way back" if way is None else way.by
    for amount in (way.loss, way.recovery) if way is not None else (None, None):
        yield "unknown" if amount is None else length_text(amount.length)


def _calls(viewpoint: Viewpoint) -> Iterator[str]:
    for tier in viewpoint.escalation.get("critical", ()):
        when = f"After {format_duration(tier.after)}" if tier.after else "At once"
        yield f"- {when}: {' and '.join(tier.recipients)}."
    yield f"- The owner: {viewpoint.owner}."
