"""An alarm, or a rule about alarms, that is not evaluated, and what would change that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tocsin.assembly import Resource
from tocsin.diagnostics import Problem
from tocsin.evaluation import Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEvaluated:
    """An alarm, or a rule about alarms, that cannot be evaluated offline, or that AWS refuses.

    Attributes:
        alarm: Its name.
        where: File, line and place in the template.
        why: The reason, and what would change it.
        fix: What would change it, if anything does.
        is_refused: Whether AWS would not create it: no deployment gets past it.
        metrics: What it reads, as far as that is known of one that is refused.
        resource: It as a resource of its template; None where something else than its properties
            keeps it from being evaluated.
        problems: What is wrong with its properties, one cause each; places are in the properties.
    """

    alarm: str
    where: str
    why: str
    fix: str = ""
    is_refused: bool = False
    metrics: tuple[Metric, ...] = ()
    resource: Resource | None = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()

    @classmethod
    def because(cls, name: str, resource: Resource, problems: Iterable[Problem]) -> "NotEvaluated":
        """Return it with what is wrong with the properties of its resource.

        A property is often wrong only because it is not known yet. What makes it known is then the
        advice, once for everything that rests on it.
        """
        found = tuple(problems)
        return cls._of(name, resource, found, [_reason(each, resource) for each in found])

    @classmethod
    def refused(
        cls,
        name: str,
        resource: Resource,
        problems: Iterable[Problem],
        *,
        metrics: Iterable[Metric] = (),
    ) -> "NotEvaluated":
        """Return it with everything for which AWS would refuse the properties of its resource."""
        found = tuple(problems)
        plain = cls._of(name, resource, found, map(_certain_reason, found))
        why = f"AWS refuses it: {plain.why}"
        return replace(plain, why=why, is_refused=True, metrics=tuple(metrics))

    @classmethod
    def _of(
        cls,
        name: str,
        resource: Resource,
        problems: tuple[Problem, ...],
        reasons: Iterable[tuple[str, str]],
    ) -> "NotEvaluated":
        each = dict.fromkeys(reasons)
        return cls(
            alarm=name,
            where=resource.where(),
            why="; ".join(f"{what}; {fix}" for what, fix in each),
            fix="; ".join(dict.fromkeys(fix for _, fix in each)),
            resource=resource,
            problems=problems,
        )

    @property
    def problems_in_template(self) -> Iterator[Problem]:
        """Its problems, each where its property stands in the template."""
        if self.resource is not None:
            for problem in self.problems:
                where = self.resource.locate("Properties", *problem.where.key_path)
                yield replace(problem, where=where)

    @property
    def reason(self) -> str:
        """Return why it cannot be evaluated, without what would change it if that stands last."""
        return self.why.removesuffix(f"; {self.fix}") if self.fix else self.why

    def __str__(self) -> str:
        """Render as one line."""
        return f"{self.where}: {self.alarm}: {self.why}"


def _reason(problem: Problem, resource: Resource) -> tuple[str, str]:
    """Return what is wrong and what to do, by what is known of a value that is not."""
    subject = problem.where.subject
    unknown = resource.why_unknown(problem.where.key_path)
    if unknown is None:
        return _certain_reason(problem)
    why, fix = unknown
    return f"{subject} is not known: {why}", fix


def _certain_reason(problem: Problem) -> tuple[str, str]:
    return f"{problem.where.subject}: {problem.what}", problem.fix
