"""A viewpoint as far as it can be read, and everything that is wrong with it so far."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from pydantic import ValidationError

from tocsin.diagnostics import KeyPath, Problem, YamlSource
from tocsin.viewpoint.explain import MOST_EXPLAINED, explain
from tocsin.viewpoint.finding import UNNAMED, is_within
from tocsin.viewpoint.mending import Mended, mend
from tocsin.viewpoint.references import check_references
from tocsin.viewpoint.remainder import remainder, unbearable
from tocsin.viewpoint.viewpoint import Viewpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A viewpoint that may have parts which are wrong.

    Attributes:
        source: Tells where everything stands in the text.
        viewpoint: What remains without the wrong parts, and without those that rest on them; None
            if nothing can be planned. Without any problem it is the whole viewpoint.
        left_out: Where something is left out.
        problems: What is wrong with the form of the parts and with their names, in the order of
            the text.
    """

    source: YamlSource
    viewpoint: Viewpoint | None
    left_out: frozenset[KeyPath]
    problems: tuple[Problem, ...]

    def leaves_out(self, path: KeyPath) -> bool:
        """Tell whether nothing is known about what stands at *path*."""
        return is_within(path, self.left_out)


def draft(source: YamlSource) -> Draft:
    """Return the viewpoint in *source*, whose top is a mapping."""
    problems = list(source.problems)
    doubtful = {each.where.key_path for each in source.problems if each.where.key_path}
    try:
        whole = Viewpoint.model_validate(source.data)
        mended: Mended | None = Mended(viewpoint=whole, data=source.data, parts=frozenset())
    except ValidationError as error:
        problems += explain(error, source.data)
        is_worth_it = error.error_count() <= MOST_EXPLAINED
        mended = mend(source.data, error) if is_worth_it else None
    if mended is None:
        return _draft(source, None, doubtful, problems)
    parts = frozenset(mended.parts | doubtful)
    findings = check_references(mended.viewpoint)
    problems += [each.problem for each in findings if each.is_certain(parts)]
    wrong = {*parts, *(each.problem.where.key_path for each in unbearable(findings))}
    if not wrong:
        return _draft(source, mended.viewpoint, (), problems)
    rest = remainder(mended.data, wrong)
    return _draft(source, rest.viewpoint, parts | rest.left_out, problems)


def _draft(
    source: YamlSource,
    viewpoint: Viewpoint | None,
    left_out: Collection[KeyPath],
    problems: Iterable[Problem],
) -> Draft:
    return Draft(
        source=source,
        viewpoint=viewpoint,
        left_out=frozenset(left_out),
        problems=with_positions(problems, source),
    )


def with_positions(problems: Iterable[Problem], source: YamlSource) -> tuple[Problem, ...]:
    """Return *problems* with their places in *source*, in the order of the text.

    What is wrong with another file stays there.
    """
    found = [
        problem
        if problem.where.position or problem.where.source != UNNAMED
        else replace(problem, where=source.locate(problem.where.key_path))
        for problem in problems
    ]
    return tuple(sorted(found, key=_place))


def _place(problem: Problem) -> tuple[int, int]:
    position = problem.where.position
    return (position.line, position.column) if position else (0, 0)
