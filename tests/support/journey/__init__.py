"""The files that one alarm, one drill and one recorded file pass.

A file is passed when a function of it runs. `python -m tests.support.journey NAME FOLDER` takes one
journey and prints its files as JSON, in the order of the first call; the journey `alarm` writes the
assembly that the others read to FOLDER.
"""

from tests.support.journey.files_passed import JOURNEYS, files_passed

__all__ = [
    "JOURNEYS",
    "files_passed",
]
