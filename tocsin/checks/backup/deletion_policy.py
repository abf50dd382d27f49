"""A vault that CloudFormation deletes together with its stack."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.recovery import VAULT_TYPES

_ID = "backup/deletion-policy"
_KEPT = ("Retain", "RetainExceptOnCreate")


def _find(subject: Subject) -> Iterator[Verdict]:
    for vault in subject.assembly.resources(*VAULT_TYPES):
        policy = vault.deletion_policy
        # Who writes Delete has thought of it.
        if policy is None and "DeletionPolicy" not in vault.declared.raw:
            yield Problem(
                kind=_ID,
                where=vault.locate(),
                what="the vault has no DeletionPolicy, so that it is deleted with its stack",
                fix=f"write DeletionPolicy: {_KEPT[0]} and UpdateReplacePolicy: {_KEPT[0]}",
                why="AWS Backup deletes only an empty vault: with recovery points in it, deleting "
                "the stack or replacing the vault fails half way",
                severity="note",
            )


CHECK = Check(
    id=_ID,
    title="A vault outlives its stack.",
    severity="note",
    run=_find,
    sources=("https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html",),
)
