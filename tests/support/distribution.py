"""Which tests run one after another in one process of a run, and which of them begin first.

The groups of xdist's own scheduler are not used: xdist 3.8 writes them into the ids of tests, where
pytest 9.2 no longer looks, so that `--dist loadgroup` says nothing and groups nothing
(https://github.com/pytest-dev/pytest-xdist/issues/1386).
"""

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

GROUPS = {
    "jsii": (
        "tests/cdk/",
        "tests/constructs/",
        "tests/example/test_drills",
        "tests/example/test_first_deployment.py",
        "tests/own/",
        "tests/stacks/",
        "tests/starter/test_first_drill.py",
        "tests/transitions/",
    ),
    "adoption": ("tests/test_adoption.py",),
    "shop": ("tests/example/test_deployment.py",),
    "kill": ("tests/local/test_kill.py",),
    "escalation": ("tests/local/test_escalation.py",),
    "emulator": ("tests/local/",),
    "app": ("tests/test_app.py",),
    "fuzz": ("tests/viewpoint/test_fuzz.py",),
    "large": ("tests/viewpoint/test_large_viewpoint.py",),
    "wheel": ("tests/test_wheel.py",),
    "starter": ("tests/starter/",),
}
"""What shares something that is slow to make, or is slow by itself; the slowest stands first.

All other tests of one file are a group.
"""

_ORDER = list(GROUPS)


def group(test: str) -> str:
    """Return the group of a test, whose id as pytest writes it is given: the first that fits."""
    file = test.partition("::")[0]
    return next((name for name, places in GROUPS.items() if file.startswith(places)), file)


class GroupScheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Gives a process that has nothing to do the slowest group that is left."""

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        first = min(self.workqueue, key=_rank)
        self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in GROUPS else len(_ORDER)
