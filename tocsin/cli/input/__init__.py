"""What commands about an assembly read: the assembly, drills and recorded data."""

from tocsin.cli.input.assembly import (
    DEFAULT_ASSEMBLY,
    Account,
    AssemblyPath,
    Given,
    Parameters,
    Region,
    ResolvedTexts,
    SettingsFile,
    StackName,
    read_assembly,
    read_settings,
    resolved_texts,
)
from tocsin.cli.input.drills import read_drill_choice
from tocsin.cli.input.recorded import instant, read_data

__all__ = [
    "DEFAULT_ASSEMBLY",
    "Account",
    "AssemblyPath",
    "Given",
    "Parameters",
    "Region",
    "ResolvedTexts",
    "SettingsFile",
    "StackName",
    "instant",
    "read_assembly",
    "read_data",
    "read_drill_choice",
    "read_settings",
    "resolved_texts",
]
