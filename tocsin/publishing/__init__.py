"""Brings dashboards into a Grafana over its HTTP API: the standard library alone, as it ships."""

from tocsin.publishing.address import checked_address
from tocsin.publishing.board import LARGEST_BOARD, Board, owner_tag, read_board
from tocsin.publishing.connection import Connection
from tocsin.publishing.data_sources import DataSource, default_data_sources
from tocsin.publishing.failure import PublishingFailure
from tocsin.publishing.folder import own_folder_uid
from tocsin.publishing.outcome import Action, Outcome
from tocsin.publishing.publication import Publication, publish, withdraw
from tocsin.publishing.workspace import (
    ACTIONS,
    Access,
    forget_service_account,
    service_account_name,
    workspace_access,
)

__all__ = [
    "ACTIONS",
    "LARGEST_BOARD",
    "Access",
    "Action",
    "Board",
    "Connection",
    "DataSource",
    "Outcome",
    "Publication",
    "PublishingFailure",
    "checked_address",
    "default_data_sources",
    "forget_service_account",
    "own_folder_uid",
    "owner_tag",
    "publish",
    "read_board",
    "service_account_name",
    "withdraw",
    "workspace_access",
]
