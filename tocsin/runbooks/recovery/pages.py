"""Which pages a stage needs for its data."""

from collections.abc import Iterable, Iterator

from tocsin.plan import Plan
from tocsin.runbooks.recovery.account_page import account_lost
from tocsin.runbooks.recovery.failed_pages import backup_failed, test_failed
from tocsin.runbooks.recovery.page import RecoveryPage
from tocsin.runbooks.recovery.protected_data import protected_data
from tocsin.runbooks.recovery.region_page import region_lost
from tocsin.runbooks.recovery.restored_again import tested_data
from tocsin.runbooks.recovery.spoiled_page import data_spoiled
from tocsin.viewpoint import Viewpoint


def recovery_pages(plans: Iterable[Plan], viewpoint: Viewpoint) -> tuple[RecoveryPage, ...]:
    """Return the pages of the stages that are kept, or of the first where none is, by path.

    Args:
        plans: The plans of the stages.
        viewpoint: Whose they are, for who is called in each of them.
    """
    by_retention = sorted(plans, key=lambda plan: not plan.retain)
    kept = [plan for plan in by_retention if plan.retain] or by_retention[:1]
    found = (page for plan in kept for page in _pages(plan, viewpoint.of_stage(plan.stage)))
    return tuple(sorted(found, key=lambda page: page.path))


def _pages(plan: Plan, viewpoint: Viewpoint) -> Iterator[RecoveryPage]:
    found = protected_data(plan)
    if not found:
        return
    yield region_lost(plan, viewpoint, found)
    yield data_spoiled(plan, viewpoint, found)
    if (page := account_lost(plan, viewpoint, found)) is not None:
        yield page
    if backed_up := [each for each in found if each.rules]:
        yield backup_failed(plan, viewpoint, backed_up)
    if tested := list(tested_data(plan, found)):
        yield test_failed(plan, viewpoint, tested)
