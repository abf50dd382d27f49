"""The only door to Grafana's foundation SDK, which is an alpha: nothing else imports it.

Its classic dashboard model warns, when it is imported, that a newer one exists. The classic one is
what all supported versions of Grafana read, so the warning is silenced here and nowhere else.
"""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from grafana_foundation_sdk.builders import cloudwatch as cloudwatch_builders
    from grafana_foundation_sdk.builders import common as common_builders
    from grafana_foundation_sdk.builders import dashboard as dashboard_builders
    from grafana_foundation_sdk.builders import logs as logs_builders
    from grafana_foundation_sdk.builders import nodegraph as node_graph_builders
    from grafana_foundation_sdk.builders import stat as stat_builders
    from grafana_foundation_sdk.builders import table as table_builders
    from grafana_foundation_sdk.builders import text as text_builders
    from grafana_foundation_sdk.builders import timeseries as time_series_builders
    from grafana_foundation_sdk.cog.builder import Builder
    from grafana_foundation_sdk.cog.encoder import JSONEncoder
    from grafana_foundation_sdk.cog.plugins import register_default_plugins
    from grafana_foundation_sdk.cog.runtime import DataqueryConfig, register_dataquery_variant
    from grafana_foundation_sdk.cog.variants import Dataquery
    from grafana_foundation_sdk.models import cloudwatch as cloudwatch_models
    from grafana_foundation_sdk.models import common as common_models
    from grafana_foundation_sdk.models import dashboard as dashboard_models
    from grafana_foundation_sdk.models import text as text_models
    from grafana_foundation_sdk.models import units

__all__ = [
    "Builder",
    "Dataquery",
    "DataqueryConfig",
    "JSONEncoder",
    "cloudwatch_builders",
    "cloudwatch_models",
    "common_builders",
    "common_models",
    "dashboard_builders",
    "dashboard_models",
    "logs_builders",
    "node_graph_builders",
    "register_dataquery_variant",
    "register_default_plugins",
    "stat_builders",
    "table_builders",
    "text_builders",
    "text_models",
    "time_series_builders",
    "units",
]
