"""A copy into a vault whose key cannot encrypt it."""

from collections.abc import Iterator

from tocsin.assembly import Part, Resource
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.recovery import DATA_STORES

_ID = "backup/vault-key"


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.backups.rules:
        for copy in rule.copies:
            destination = copy.at("DestinationBackupVaultArn")
            vault = subject.backups.vault_of(destination)
            if vault is None or vault.stack is rule.plan.resource.stack or not _has_aws_key(vault):
                continue
            names = _with_key_of_source(subject, rule.plan.resource)
            if names:
                yield destination.problem(
                    _ID,
                    f"copies of {', '.join(sorted(names))} go to the vault {vault.logical_id}, "
                    "which has no key of its own",
                    "give that vault an EncryptionKeyArn of a customer-managed key",
                    why="such a vault has the key aws/backup, which encrypts no copies of types "
                    "that AWS Backup does not manage in full: each copy job fails",
                )


def _has_aws_key(vault: Resource) -> bool:
    key = Part.of(vault, "EncryptionKeyArn")
    return vault.type == "AWS::Backup::BackupVault" and key.is_known and not key.value


def _with_key_of_source(subject: Subject, plan: Resource) -> frozenset[str]:
    """Return which types that do not get the key of a vault the plan selects by name."""
    stores = (
        DATA_STORES.get(found.type)
        for selection in subject.backups.selections
        if selection.plan is plan and not selection.conditions
        for named in selection.named
        for found in (subject.assembly.index.find(named.value, named.resource.stack),)
        if found is not None and _is_encrypted(found)
    )
    return frozenset(store.name for store in stores if store is not None and not store.own_key)


def _is_encrypted(resource: Resource) -> bool:
    """Return whether what is copied certainly has a key: a plain copy stays plain."""
    keys = ("StorageEncrypted", "Encrypted")
    return (
        any(Part.of(resource, key).flag for key in keys) or resource.type == "AWS::FSx::FileSystem"
    )


CHECK = Check(
    id=_ID,
    title="A vault that gets copies has a key that can encrypt them.",
    severity="error",
    run=_find,
    sources=("https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html",),
)
