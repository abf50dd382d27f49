"""What an account has that a deployment of a stage needs, and what a deployment left undone.

`preflight` asks the checks of `checks/`, each in every Region of the stage; nothing is changed.
"""

from tocsin.preflight.deployment import Deployment
from tocsin.preflight.preflight import Finding, NotChecked, Preflight, preflight, wrong_account

__all__ = [
    "Deployment",
    "Finding",
    "NotChecked",
    "Preflight",
    "preflight",
    "wrong_account",
]
