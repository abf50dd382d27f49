"""Changes alarms one thing at a time, and finds the changes that no drill notices."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tocsin.drills.coverage import urgency
from tocsin.drills.mutation.mutant import Mutant
from tocsin.drills.mutation.mutants import mutants
from tocsin.drills.runner import Outcome, run_changed
from tocsin.simulation import AlarmSet, DeployedAlarm

MutantStatus = Literal["killed", "survived", "accepted"]
"""A drill noticed the mutant; no drill did; no drill did, and the drill file says why not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedSurvivor:
    """A mutant that no drill needs to notice; `explained` in a drill file.

    Attributes:
        alarm: The alarm's name.
        mutant: The mutant's name.
        because: The reason.
    """

    alarm: str
    mutant: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MutantResult:
    """What the drills made of one mutant.

    Attributes:
        alarm: The alarm that was changed.
        mutant: The change.
        status: Whether a drill killed it, and whether it was accepted that none did.
        killed_by: The id of the first drill that noticed it.
        because: The reason of a survivor that is accepted.
        is_drilled: Whether the data of any drill that passes reach the alarm.
    """

    alarm: DeployedAlarm
    mutant: Mutant
    status: MutantStatus
    killed_by: str | None = None
    because: str | None = None
    is_drilled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """What the drills made of all mutants.

    Attributes:
        results: One for each mutant, alarms by urgency.
        accepted_in_vain: Accepted survivors that a drill kills.
        drill_runs: How many times a drill was run.
    """

    results: tuple[MutantResult, ...]
    accepted_in_vain: tuple[AcceptedSurvivor, ...]
    drill_runs: int

    @property
    def survivors(self) -> tuple[MutantResult, ...]:
        """Mutants that no drill notices and nobody accepted."""
        return tuple(each for each in self.results if each.status == "survived")


def mutate(
    alarms: AlarmSet,
    outcomes: Sequence[Outcome],
    accepted: Iterable[AcceptedSurvivor] = (),
    *,
    names: Collection[str] | None = None,
) -> Mutation:
    """Change each alarm in each way, and run the drills whose data reach it.

    Args:
        alarms: The alarms.
        outcomes: The drills as they pass with the alarms unchanged; others are left out.
        accepted: Mutants that may survive.
        names: The alarms to change; None for all.
    """
    run = _Run(alarms, outcomes, accepted)
    chosen = [alarm for alarm in alarms if names is None or alarm.name in names]
    results = tuple(
        result for alarm in sorted(chosen, key=urgency) for result in run.results(alarm)
    )
    killed = {(each.alarm.name, each.mutant.name) for each in results if each.status == "killed"}
    return Mutation(
        results=results,
        accepted_in_vain=tuple(run.accepted[key] for key in run.accepted if key in killed),
        drill_runs=run.drill_runs,
    )


class _Run:
    def __init__(
        self,
        alarms: AlarmSet,
        outcomes: Iterable[Outcome],
        accepted: Iterable[AcceptedSurvivor],
    ) -> None:
        self.accepted = {(each.alarm, each.mutant): each for each in accepted}
        self.drill_runs = 0
        self._alarms = alarms
        self._about: dict[str, list[Outcome]] = {}
        for outcome in outcomes:
            about = outcome.drill.metric_alarms | outcome.drill.parent_composites
            for name in about if outcome.passes else ():
                self._about.setdefault(name, []).append(outcome)

    def results(self, alarm: DeployedAlarm) -> Iterator[MutantResult]:
        for mutant in mutants(alarm.definition):
            yield self._result(alarm, mutant)

    def _result(self, alarm: DeployedAlarm, mutant: Mutant) -> MutantResult:
        killed_by = self._killer(alarm, mutant)
        accepted = None if killed_by else self.accepted.get((alarm.name, mutant.name))
        return MutantResult(
            alarm=alarm,
            mutant=mutant,
            status="killed" if killed_by else "accepted" if accepted else "survived",
            killed_by=killed_by,
            because=accepted.because if accepted else None,
            is_drilled=alarm.name in self._about,
        )

    def _killer(self, alarm: DeployedAlarm, mutant: Mutant) -> str | None:
        """Return the id of the first drill that fails with the changed alarm."""
        about = self._about.get(alarm.name)
        if about is None:
            return None
        changed = self._alarms.with_definition(alarm.name, mutant.definition)
        for outcome in about:
            self.drill_runs += 1
            if not run_changed(outcome, changed, alarm.name).passes:
                return outcome.drill.id
        return None
