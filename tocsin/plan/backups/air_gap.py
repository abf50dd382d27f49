"""Where a stage keeps what nobody can delete."""

from tocsin.plan.stage_context import StageContext


def air_gapped_region(context: StageContext) -> str | None:
    """Return where the stage's logically air-gapped vault is; None if it has none.

    What is in it is locked for ever, so that a stage thrown away with its backups has none.
    """
    if context.viewpoint.data_protection.air_gapped is None or not context.stage.retain:
        return None
    return context.stage.copied_to or context.stage.home
