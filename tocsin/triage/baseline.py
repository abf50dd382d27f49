"""A baseline: the problems that a project began with, so that only what is new counts.

version: 1
problems:
  alarm/no-action:
    shop-prod-orders:
      HighErrors: 1

Each problem is a line of its own, and all are sorted, so that branches merge. Neither lines nor
values are in it: a problem stays the same when its template is edited elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from tocsin.diagnostics import YamlValue
from tocsin.triage.finding import Key

_VERSION = 1
_HEAD = """\
# What `tocsin check --baseline` knows already: only other problems count. Below each check and its
# stacks stands how many a resource has. `tocsin check --write-baseline` writes this file anew.
"""
_SAFE_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*")
_NO_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""What readers of one YAML or another take for something else than text."""
_LONGEST = 1_000_000


class _Dumper(_SAFE_DUMPER):  # type: ignore[misc]  # which of two it is decides the installation
    """Writes texts so that no reader takes a name such as `1E5` for a number."""


def _represent(dumper: Any, text: str) -> Any:  # noqa: ANN401 - PyYAML gives its parts no types
    is_plain = _WORD.fullmatch(text) and text.lower() not in _NO_TEXT
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if is_plain else '"')


_Dumper.add_representer(str, _represent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Known problems.

    Attributes:
        counts: How many there are of each.
    """

    counts: Mapping[Key, int]

    @classmethod
    def of(cls, keys: Iterable[Key]) -> "Baseline":
        """Return the baseline of problems as they are now."""
        return cls(counts=Counter(keys))

    def text(self) -> str:
        """Return what the file of it holds."""
        problems: dict[str, dict[str, dict[str, int]]] = {}
        for (check, stack, subject), count in sorted(self.counts.items()):
            problems.setdefault(check, {}).setdefault(stack, {})[subject] = count
        document = {"version": _VERSION, "problems": problems}
        return _HEAD + yaml.dump(
            document, Dumper=_Dumper, sort_keys=False, width=_LONGEST, allow_unicode=False
        )


def read_baseline(text: str, *, name: str) -> Baseline:
    """Read a baseline.

    Raises:
        InvalidInputError: With everything that is wrong.
    """
    top = YamlValue.top(text, name, kind="baseline", room="baseline")
    counts: dict[Key, int] = {}
    if top.keys(("version", "problems")):
        version = top.get("version")
        if version is None or version.value != _VERSION:
            what = "it is not a baseline of this version of Tocsin"
            (version or top).report("version", what, "write it again with --write-baseline")
        counts = dict(_counts(top.get("problems")))
    top.collector.raise_if_any()
    return Baseline(counts=counts)


def _counts(problems: YamlValue | None) -> Iterator[tuple[Key, int]]:
    for check, stacks in problems.entries() if problems else ():
        for stack, subjects in stacks.entries():
            for subject, count in subjects.entries():
                number = count.value
                if isinstance(number, int) and not isinstance(number, bool) and number > 0:
                    yield Key(str(check), str(stack), str(subject)), number
                else:
                    what = "it is not how many problems there are"
                    count.report("wrong-count", what, "write 1 or more, or remove the line")
