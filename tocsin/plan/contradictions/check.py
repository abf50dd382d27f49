"""All contradictions between the parts of a viewpoint that one stage has."""

from collections.abc import Sequence

from tocsin.plan.backups import Protected
from tocsin.plan.contradictions.cold_storage import check_cold_storage
from tocsin.plan.contradictions.compliance_lock import warn_of_compliance
from tocsin.plan.contradictions.continuous_vaults import check_continuous_vaults
from tocsin.plan.contradictions.mechanisms import check_mechanisms
from tocsin.plan.contradictions.metric_regions import check_metric_regions
from tocsin.plan.contradictions.objectives import check_objectives
from tocsin.plan.contradictions.other_copies import check_other_copies, warn_of_air_gap
from tocsin.plan.contradictions.vault_lock import check_vault_lock
from tocsin.plan.stage_context import StageContext


def check_contradictions(context: StageContext, protected: Sequence[Protected]) -> None:
    """Report parts of the viewpoint that contradict each other in the stage.

    Args:
        context: The stage.
        protected: What is protected in it.
    """
    check_vault_lock(context, protected)
    warn_of_compliance(context, protected)
    check_cold_storage(context, protected)
    check_continuous_vaults(context, protected)
    check_other_copies(context, protected)
    warn_of_air_gap(context, protected)
    check_mechanisms(context, protected)
    check_objectives(context, protected)
    check_metric_regions(context)
