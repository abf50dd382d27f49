"""What commands read beside an assembly: drills and recorded data."""

from tocsin.cli.input.drills import drill_files, read_drill_choice
from tocsin.cli.input.recorded import instant, read_data

__all__ = [
    "drill_files",
    "instant",
    "read_data",
    "read_drill_choice",
]
