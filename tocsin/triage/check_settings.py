"""Everything that a settings file says to whoever runs checks, in `tocsin check` and elsewhere."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from tocsin.diagnostics import CORE, InvalidInputError, Location, ProblemCollector, read_text_file
from tocsin.simulation import GUESSING_SEVERITY_RULES, Settings, read_settings
from tocsin.triage.baseline import Baseline, read_baseline
from tocsin.triage.check_rules import CheckRules, read_check_rules

Read_co = TypeVar("Read_co", covariant=True)

_MOST_BYTES_OF_A_BASELINE = 8 * 1024 * 1024


def _guessing() -> Settings:
    return Settings(severity_rules=GUESSING_SEVERITY_RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """What is known beside the templates, and what is decided about checks.

    Attributes:
        settings: How urgent topics are, and who reads what; without a file it is guessed by names.
        rules: Which checks are asked, how much they matter, and what is waived.
    """

    settings: Settings = field(default_factory=_guessing)
    rules: CheckRules = field(default_factory=CheckRules)


def read_check_settings(path: Path | None) -> CheckSettings:
    """Read a settings file; None if there is none.

    Raises:
        InvalidInputError: With everything that is wrong.
    """
    if path is None:
        return CheckSettings()
    text = read_text_file(path, maximum_bytes=CORE.maximum_bytes, too_large="split it")
    collector = ProblemCollector()
    settings = _read(read_settings, text, path, collector)
    rules = _read(read_check_rules, text, path, collector)
    collector.raise_if_any()
    return CheckSettings(settings=settings or _guessing(), rules=rules or CheckRules())


class _Reader(Protocol[Read_co]):
    def __call__(self, text: str, /, *, name: str) -> Read_co: ...


def _read(
    reader: _Reader[Read_co], text: str, path: Path, collector: ProblemCollector
) -> Read_co | None:
    """Return what a reader makes of the file; None, and what is wrong is collected."""
    try:
        return reader(text, name=str(path))
    except InvalidInputError as error:
        collector.extend(error.problems)
        return None


def read_baseline_file(path: Path | None) -> Baseline:
    """Read a file of problems that are known; None if there is none.

    Raises:
        InvalidInputError: With everything that is wrong.
    """
    if path is None:
        return Baseline(counts={})
    if not path.exists():
        what, fix = "there is no such file", f"write it first: --write-baseline {path}"
        raise InvalidInputError.of("file/not-found", Location(source=str(path)), what, fix)
    text = read_text_file(
        path,
        maximum_bytes=_MOST_BYTES_OF_A_BASELINE,
        too_large="write a baseline for each of several folders of templates",
    )
    return read_baseline(text, name=str(path))
