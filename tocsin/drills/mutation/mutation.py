"""Changes alarms one thing at a time, and finds the changes that no drill notices."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tocsin.drills.coverage import urgency
from tocsin.drills.mutation.accepted_survivor import Explanation
from tocsin.drills.mutation.mutants import Mutant, mutants
from tocsin.drills.runner import Outcome, run_changed
from tocsin.evaluation import MetricAlarm
from tocsin.simulation import AlarmSet, DeployedAlarm

Fate = Literal["noticed", "survives", "explained"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MutantResult:
    """What the drills made of one mutant.

    Attributes:
        alarm: The alarm that was changed.
        mutant: The change.
        fate: Whether a drill noticed it; `explained` for a survivor with a reason.
        noticed_by: The id of the first drill that did.
        because: The reason of a survivor that is explained.
        is_reached: Whether the data of any drill reach the alarm.
    """

    alarm: DeployedAlarm
    mutant: Mutant
    fate: Fate
    noticed_by: str | None = None
    because: str | None = None
    is_reached: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """What the drills made of all mutants.

    Attributes:
        results: One for each mutant, alarms by urgency.
        stale: Explanations of mutants that a drill notices.
        drill_runs: How many times a drill was run.
    """

    results: tuple[MutantResult, ...]
    stale: tuple[Explanation, ...]
    drill_runs: int

    @property
    def survivors(self) -> tuple[MutantResult, ...]:
        """Mutants that no drill notices and nothing explains."""
        return tuple(each for each in self.results if each.fate == "survives")


def mutate(
    alarms: AlarmSet,
    outcomes: Sequence[Outcome],
    explanations: Iterable[Explanation] = (),
    *,
    names: Collection[str] | None = None,
) -> Mutation:
    """Change each metric alarm in each way, and run the drills whose data reach it.

    Args:
        alarms: The alarms.
        outcomes: The drills as they pass with the alarms unchanged; others are left out.
        explanations: Mutants that may survive.
        names: The alarms to change; None for all.
    """
    run = _Run(alarms, outcomes, explanations)
    chosen = [
        alarm for name, alarm in alarms.metric_alarms.items() if names is None or name in names
    ]
    results = tuple(
        result for alarm in sorted(chosen, key=urgency) for result in run.results(alarm)
    )
    noticed = {(each.alarm.name, each.mutant.name) for each in results if each.fate == "noticed"}
    stale = tuple(
        each for each in run.explanations.values() if (each.alarm, each.mutant) in noticed
    )
    return Mutation(results=results, stale=stale, drill_runs=run.drill_runs)


class _Run:
    def __init__(
        self,
        alarms: AlarmSet,
        outcomes: Iterable[Outcome],
        explanations: Iterable[Explanation],
    ) -> None:
        self.explanations = {(each.alarm, each.mutant): each for each in explanations}
        self.drill_runs = 0
        self._alarms = alarms
        self._about: dict[str, list[Outcome]] = {}
        for outcome in outcomes:
            for name in outcome.drill.metric_alarms if outcome.passes else ():
                self._about.setdefault(name, []).append(outcome)

    def results(self, alarm: DeployedAlarm) -> Iterator[MutantResult]:
        assert isinstance(alarm.definition, MetricAlarm)
        for mutant in mutants(alarm.definition):
            yield self._result(alarm, mutant)

    def _result(self, alarm: DeployedAlarm, mutant: Mutant) -> MutantResult:
        noticed_by = self._noticed_by(alarm, mutant)
        explanation = self.explanations.get((alarm.name, mutant.name))
        fate: Fate = "noticed" if noticed_by else "explained" if explanation else "survives"
        return MutantResult(
            alarm=alarm,
            mutant=mutant,
            fate=fate,
            noticed_by=noticed_by,
            because=explanation.because if explanation and fate == "explained" else None,
            is_reached=alarm.name in self._about,
        )

    def _noticed_by(self, alarm: DeployedAlarm, mutant: Mutant) -> str | None:
        about = self._about.get(alarm.name)
        if about is None:
            return None
        changed = self._alarms.with_definition(alarm.name, mutant.definition)
        for outcome in about:
            self.drill_runs += 1
            if not run_changed(outcome, changed, alarm.name).passes:
                return outcome.drill.id
        return None
