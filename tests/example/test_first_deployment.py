"""The shop deploys into an empty account, and its stages beside each other."""

import pytest

from tests.support.assemblies import shared_assemblies
from tests.support.synthesis import STAGES
from tocsin.assembly import Assembly, load
from tocsin.transition import Deployed, Transition, transition

Stages = dict[str, Assembly]


@pytest.fixture(scope="module", name="stages")
def _stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """The assembly of each stage."""
    found = shared_assemblies(tmp_path_factory.getbasetemp(), STAGES)
    return {stage: load(folder) for stage, folder in found.items()}


def refused(found: Transition) -> list[str]:
    """Return what CloudFormation would refuse."""
    return [str(problem) for problem in found.problems if problem.severity == "error"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_deploys(stage: str, stages: Stages) -> None:
    """Nothing is in the way in an account that has none of it, and nothing stays if it fails."""
    first = transition(Deployed(), stages[stage])

    assert refused(first) == []
    assert {problem.kind for problem in first.problems} <= {"transition/to-be-confirmed"}


@pytest.mark.parametrize(("stage", "there"), [("staging", "prod"), ("prod", "staging")])
def test_stages_share_an_account(stage: str, there: str, stages: Stages) -> None:
    """A stage deploys where another one is deployed already."""
    assert refused(transition(Deployed(), stages[stage], beside=[stages[there]])) == []
