"""Tocsin's checks within `cdk synth`: an alarm that cannot page stops the synthesis.

    cdk.Validations.of(app).add_plugins(TocsinChecks())

It is a package of its own, because `tocsin` knows no CDK: `pip install "tocsin[cdk]"`.
"""

from tocsin_cdk.plugin import PLUGIN_NAME, TocsinChecks

__all__ = [
    "PLUGIN_NAME",
    "TocsinChecks",
]
