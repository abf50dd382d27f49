"""Pages for the moment in which data are lost, with the commands of each data store filled in."""

from tocsin.runbooks.recovery.page import FOLDER, WRITTEN_MARK, RecoveryPage
from tocsin.runbooks.recovery.pages import recovery_pages

__all__ = ["FOLDER", "WRITTEN_MARK", "RecoveryPage", "recovery_pages"]
