"""An alarm, or a rule about alarms, that is not evaluated, and what would change that."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

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
    """

    alarm: str
    where: str
    why: str
    fix: str = ""
    is_refused: bool = False
    metrics: tuple[Metric, ...] = ()

    @classmethod
    def because(cls, name: str, resource: Resource, problems: Iterable[Problem]) -> "NotEvaluated":
        """Return it with what is wrong with the properties of its resource.

        A property is often wrong only because it is not known yet. What makes it known is then the
        advice, once for everything that rests on it.
        """
        return cls._of(name, resource, [_reason(each, resource) for each in problems])

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
        found = cls._of(name, resource, [_certain_reason(each) for each in problems])
        why = f"AWS refuses it: {found.why}"
        return replace(found, why=why, is_refused=True, metrics=tuple(metrics))

    @classmethod
    def _of(
        cls, name: str, resource: Resource, reasons: Iterable[tuple[str, str]]
    ) -> "NotEvaluated":
        each = dict.fromkeys(reasons)
        return cls(
            alarm=name,
            where=resource.where(),
            why="; ".join(f"{what}; {fix}" for what, fix in each),
            fix="; ".join(dict.fromkeys(fix for _, fix in each)),
        )

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
