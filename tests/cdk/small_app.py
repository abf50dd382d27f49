"""An app as people write it: the plugin, and an alarm that pages or, by its context, does not."""

from tests.support.cdk_apps import app, paging_alarm, silent_alarm, stack

made = app()
shop = stack(made)
if made.node.try_get_context("silent"):
    silent_alarm(shop)
else:
    paging_alarm(shop)
made.synth()
print("the app goes on")  # noqa: T201 - whether it gets here is what is tested
