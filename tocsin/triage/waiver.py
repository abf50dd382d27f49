"""Waivers: one check is not to be reported of some resources, for a reason, perhaps until a day."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from tocsin.diagnostics import KeyPath, Location, ProblemCollector, did_you_mean, quoted
from tocsin.triage.place import Place
from tocsin.triage.rule import MALFORMED, rules
from tocsin.triage.selection import hint

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WHERE = ("resource", "stack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """What somebody has decided not to be told.

    Attributes:
        check: The id of the check.
        because: Why it is right as it is.
        until: The last day on which it holds; None for always.
        where: Where it is written.
        resource: A pattern of keys of resources and of paths of constructs, with `*` and `?`.
        stack: A pattern of names of stacks.
    """

    check: str
    because: str
    until: date | None
    where: Location
    resource: str = "*"
    stack: str = "*"

    def is_over(self, today: date) -> bool:
        """Tell whether its last day has passed."""
        return self.until is not None and today > self.until

    def concerns(self, place: Place) -> bool:
        """Tell whether it is about the resource of a place."""
        names = {place.subject, place.construct, place.construct.removesuffix("/Resource")}
        return self.concerns_stack(place) and any(
            fnmatchcase(name, self.resource) for name in names if name
        )

    def concerns_stack(self, place: Place) -> bool:
        """Tell whether it is about the stack of a place."""
        return any(fnmatchcase(name, self.stack) for name in (place.stack_name, place.stack))


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverReader:
    """Reads waivers that stand in a list, wherever that is.

    Attributes:
        locate: Returns where something stands below the list.
        collector: Takes what is wrong with them.
        says_where: Whether each says which resources it is about; else it stands at its resource.
    """

    locate: Callable[[KeyPath], Location]
    collector: ProblemCollector
    says_where: bool

    def read(self, written: object) -> Iterator[Waiver]:
        """Yield the waivers of a list that are well-formed."""
        if not isinstance(written, list):
            self._report((), f"{quoted(written)} is not a list", "begin each waiver with a dash")
            return
        for index, each in enumerate(written):
            before = len(self.collector.problems)
            waiver = self._one(each, (index,))
            if waiver is not None and len(self.collector.problems) == before:
                yield waiver

    def _one(self, written: object, path: KeyPath) -> Waiver | None:
        keys = ("check", "because", "until", *(_WHERE if self.says_where else ()))
        if not isinstance(written, Mapping):
            fix = "write check: … and because: …"
            self._report(path, f"{quoted(written)} is not a mapping", fix)
            return None
        for key in written:
            if key not in keys:
                fix = did_you_mean(str(key), keys)
                self._report((*path, key), f"the key {quoted(key)} is unknown", fix)
        if self.says_where and not any(key in written for key in _WHERE):
            what = "it names no resource and no stack, so that it would waive the check everywhere"
            fix = "add resource: with a key or a construct's path, or put the check below skip:"
            self._report(path, what, fix)
        return Waiver(
            check=self._check(written, path),
            because=self._text(written, "because", path, "write why it is right as it is"),
            until=self._day(written, path),
            where=self.locate(path),
            **{
                key: self._text(written, key, path, "write a name, or a pattern with * and ?")
                for key in _WHERE
                if self.says_where and key in written
            },
        )

    def _check(self, written: Mapping[object, object], path: KeyPath) -> str:
        text = self._text(written, "check", path, "write the id of a check, as alarm/no-action")
        if text and text not in rules():
            what = f"no check has the id {quoted(text)}"
            self._report((*path, "check"), what, hint(text, rules()))
        return text

    def _text(self, written: Mapping[object, object], key: str, path: KeyPath, fix: str) -> str:
        value = written.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if key in written:
            self._report((*path, key), f"{key} is {quoted(value)}", fix)
        else:
            self._report(path, f"it has no {key}", fix)
        return ""

    def _day(self, written: Mapping[object, object], path: KeyPath) -> date | None:
        value = written.get("until")
        if value is None:
            return None
        text = str(value)
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass  # the thirtieth of February
        fix = "write the last day on which it holds, as 2027-01-31"
        self._report((*path, "until"), f"{quoted(value)} is not a day", fix)
        return None

    def _report(self, path: KeyPath, what: str, fix: str) -> None:
        why = "the waiver does not hold"
        self.collector.report(MALFORMED, self.locate(path), f"a waiver: {what}", fix, why=why)
