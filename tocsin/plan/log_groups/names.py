"""Names of what belongs to a log group."""

from tocsin.diagnostics import KeyPath
from tocsin.plan.specs import qualified
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import slug


def full_name(context: StageContext, key_path: KeyPath, *parts: str) -> str:
    """Return the name of what belongs to the log group at *key_path*: `shop-prod-checkout-app`.

    It carries the stage, because an account has these names in common.
    """
    _, service, _, group, *_ = map(str, key_path)
    return qualified(
        context.viewpoint.system, context.stage_name, slug(service), slug(group), *parts
    )
