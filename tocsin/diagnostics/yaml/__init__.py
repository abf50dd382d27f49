"""YAML, read into plain data that knows its lines: viewpoints, drills, settings and templates.

A `YamlDialect` says how a text is understood. `read_yaml` reads it with one event reader for all
dialects; a `YamlValue` takes the data apart and reports what is wrong where it stands.
"""

from tocsin.diagnostics.yaml.text import CORE, Scalar, YamlDialect
from tocsin.diagnostics.yaml.value import YamlSource, YamlValue, read_yaml

__all__ = ["CORE", "Scalar", "YamlDialect", "YamlSource", "YamlValue", "read_yaml"]
