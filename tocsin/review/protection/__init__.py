"""How data are protected: backups, vaults, and what becomes of data stores."""

from tocsin.review.protection.plans import plan_changes
from tocsin.review.protection.stores import store_changes
from tocsin.review.protection.vaults import vault_changes

__all__ = ["plan_changes", "store_changes", "vault_changes"]
