"""What commands read: options, assemblies, drills, recorded data and stages."""

from tocsin.cli.input.assembly import (
    DEFAULT_ASSEMBLY,
    AssemblyPath,
    Parameters,
    SettingsFile,
    ViewpointOption,
    read_assembly,
    read_settings,
    read_stage,
)
from tocsin.cli.input.drills import drill_files, read_input
from tocsin.cli.input.instant import instant
from tocsin.cli.input.options import AsJson, Stage, ViewpointFile
from tocsin.cli.input.plan import stage_plan
from tocsin.cli.input.recorded import read_data
from tocsin.cli.input.resolved import ResolvedTexts, resolved_texts

__all__ = [
    "DEFAULT_ASSEMBLY",
    "AsJson",
    "AssemblyPath",
    "Parameters",
    "ResolvedTexts",
    "SettingsFile",
    "Stage",
    "ViewpointFile",
    "ViewpointOption",
    "drill_files",
    "instant",
    "read_assembly",
    "read_data",
    "read_input",
    "read_settings",
    "read_stage",
    "resolved_texts",
    "stage_plan",
]
