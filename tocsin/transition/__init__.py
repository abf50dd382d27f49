"""From one assembly to the next: what CloudFormation would do, refuse and lose.

`transition` deploys an assembly over another one, stack by stack and without deploying anything:

1. `deployment_order` says which stack comes first, as the CDK's command line does.
2. `resource_change` compares the resources of a stack; `resource_type` knows, from the schemas of
   AWS, which changes replace a resource.
3. `name_register` keeps who has which physical name, `exports` what one stack gives to others.
4. `rules/` say what of all that is refused or lost.
"""

from tocsin.transition.deployed import Deployed
from tocsin.transition.physical_name import PhysicalName, physical_names
from tocsin.transition.retention import HOLDINGS, Fate, fate_when_removed, fate_when_replaced
from tocsin.transition.step import Action, Step
from tocsin.transition.transition import Transition, transition

__all__ = [
    "HOLDINGS",
    "Action",
    "Deployed",
    "Fate",
    "PhysicalName",
    "Step",
    "Transition",
    "fate_when_removed",
    "fate_when_replaced",
    "physical_names",
    "transition",
]
