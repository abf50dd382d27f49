"""Runbooks as they stand below `runbooks/`, read into their parts."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tests.support.project import ROOT
from tocsin.catalogue import RecommendedAlarm, load_resource_type, resource_types
from tocsin.plan import Plan, runbook_path
from tocsin.runbooks.recovery import FOLDER

RUNBOOKS = ROOT / "runbooks"
WITHOUT_ALARM = ("README.md", "TEMPLATE.md")
OF_DATA = f"{FOLDER}/"

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Runbook:
    """One page.

    Attributes:
        path: Below `runbooks/`, as `checkout/no-orders.md`.
        text: The whole page.
        title: Its first line, without the mark of a heading.
        opening: What stands between title and first section.
        sections: Their texts, by heading, in the order of the page.
    """

    path: str
    text: str
    title: str
    opening: str
    sections: dict[str, str]

    @property
    def links(self) -> list[tuple[str, str]]:
        """Texts and targets of its links, code left out."""
        return _LINK.findall(_SPAN.sub("", _BLOCK.sub("", self.text)))

    @property
    def spans(self) -> set[str]:
        """What stands in backticks within its sentences."""
        return set(_SPAN.findall(_BLOCK.sub("", self.text)))


def paths() -> list[str]:
    """Return the pages of alarms, sorted, as paths below `runbooks/`."""
    return [path for path in _all_paths() if not path.startswith(OF_DATA)]


def paths_of_data() -> list[str]:
    """Return the pages for lost data, which are written from the viewpoint, likewise."""
    return [path for path in _all_paths() if path.startswith(OF_DATA)]


def _all_paths() -> list[str]:
    found = (page.relative_to(RUNBOOKS).as_posix() for page in RUNBOOKS.rglob("*.md"))
    return sorted(path for path in found if path not in WITHOUT_ALARM)


def of_the_catalogue() -> Mapping[str, RecommendedAlarm]:
    """Return the alarms that resource types bring along, by the paths of their pages."""
    return {
        runbook_path(name, alarm.id): alarm
        for name in resource_types()
        for alarm in load_resource_type(name).alarms.values()
    }


def needed_by(plans: Iterable[Plan]) -> set[str]:
    """Return the paths of the pages that alarms and events of *plans* name."""
    return {path for plan in plans for path in _needed_by(plan)}


def _needed_by(plan: Plan) -> Iterator[str]:
    yield from (alarm.runbook_path for alarm in plan.alarms)
    yield from (alarm.runbook_path for alarm in plan.composites if alarm.pages)
    yield from (event.runbook_path for traced in plan.tracing for event in traced.events)
    yield from (rule.runbook_path for events in plan.events for rule in events.rules)
    yield from (event.runbook_path for event in (plan.backup.events if plan.backup else ()))


def wrong_with(pages: Iterable[str], what: Callable[[str], object]) -> dict[str, object]:
    """Return *what* finds wrong with each of *pages*, without those that are as they should be."""
    return {path: found for path in pages if (found := what(path))}


@cache
def read(path: str) -> Runbook:
    """Read the page at *path* below `runbooks/`."""
    return parse(path, (RUNBOOKS / path).read_text())


def parse(path: str, text: str) -> Runbook:
    """Read a page from its text."""
    before, *parts = _HEADING.split(text)
    first, _, opening = before.partition("\n")
    return Runbook(
        path=path,
        text=text,
        title=first.removeprefix("# "),
        opening=opening.strip(),
        sections={name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)},
    )


def code(text: str) -> Iterator[str]:
    """Yield the shell lines of *text*: of blocks, with continued lines joined, and of spans."""
    for language, block in _BLOCK.findall(text):
        if language == "sh":
            joined = re.sub(r"\\\n\s*", "", block)
            yield from (line.strip() for line in joined.splitlines())
    yield from _SPAN.findall(_BLOCK.sub("", text))
