"""The topics of a stage, as they are called in its account."""

from tocsin.cli.account.on_call_stage import OnCallStage
from tocsin.plan import partition, qualified


def topic_arn(place: OnCallStage, *names: str) -> str:
    """Return the Amazon Resource Name of a topic of a stage in the Region that is asked."""
    topic = qualified(place.viewpoint.system, place.name, *names)
    region = place.region
    return f"arn:{partition(region)}:sns:{region}:{place.caller.account}:{topic}"
