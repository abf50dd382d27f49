"""The page for the loss of the account, or for somebody who has taken it."""

from collections.abc import Iterator, Sequence

from tocsin.plan import CopySpec, Plan, partition
from tocsin.runbooks.recovery.from_vault import restored_from, role_step
from tocsin.runbooks.recovery.page import (
    Part,
    RecoveryPage,
    claims_table,
    heading_of,
    make_page,
)
from tocsin.runbooks.recovery.protected_data import ProtectedData, in_region
from tocsin.runbooks.recovery.step import Step
from tocsin.runbooks.shell import word
from tocsin.viewpoint import Viewpoint


def account_lost(
    plan: Plan, viewpoint: Viewpoint, found: Sequence[ProtectedData]
) -> RecoveryPage | None:
    """Return the page; None where nothing is copied out of the account's reach."""
    isolated = frozenset(
        (vault.region, vault.name)
        for vault in (plan.backup.vaults if plan.backup is not None else ())
        if vault.is_air_gapped
    )
    ways = [part for each in found for part in _ways(each, isolated)]
    if not ways:
        return None
    return make_page(
        plan,
        viewpoint,
        name="account-lost",
        title="The account is lost, or somebody has taken it",
        opening=(
            (
                f"What to do when the account {plan.account} cannot be trusted any more. What it "
                "reaches counts as deleted: replicas, vaults of its own, and whatever has its "
                "credentials. Work from a clean account, and do not sign in from where you did."
            ),
            "",
            *claims_table(found, "account"),
        ),
        parts=(
            Part(
                heading="Before anything",
                steps=(
                    Step(
                        "Tell AWS that the account is taken, by a case of support from another "
                        "account, and stop what has its credentials: deployments, partners, roles "
                        "that it may assume elsewhere."
                    ),
                    Step("From here on, all commands use the credentials that each part names."),
                    role_step(plan.region),
                ),
            ),
            *ways,
        ),
        afterwards=(
            "Nothing restored trusts the old account: keys, roles, shares and subscriptions of it.",
            "What was written after the newest copy is lost; say until when data are whole.",
            "Deploy the stage into the clean account, with its number in the viewpoint.",
        ),
    )


def _ways(data: ProtectedData, isolated: frozenset[tuple[str, str]]) -> Iterator[Part]:
    heading = heading_of(data)
    when = "the newest that is whole and older than the attack"
    for copy in (copy for rule in data.rules for copy in rule.copies):
        if copy.account not in (None, data.account):
            yield Part(
                heading=f"{heading}, from the account {copy.account}",
                note=f"With credentials of the account {copy.account}. Recovery points are "
                "restored into the account that has them; copy them on if that is to stay clean.",
                steps=[*data.lookups(), *restored_from(data, copy.vault, copy.region, when)],
            )
        elif (copy.region, copy.vault) in isolated:
            steps = (*_opened(data, copy), *restored_from(data, copy.vault, copy.region, when))
            yield Part(
                heading=f"{heading}, from the vault {copy.vault}",
                note="That vault is logically air-gapped: whoever has taken the account can delete "
                "nothing in it. With credentials of the clean account, but for the first step.",
                steps=[*data.lookups(), *steps],
            )


def _opened(data: ProtectedData, copy: CopySpec) -> Iterator[Step]:
    """Yield how another account gets to what is in a logically air-gapped vault.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html
    """
    own = f"{copy.region}:{data.account}:backup-vault:{copy.vault}"
    arn = word(f"arn:{partition(copy.region)}:backup:{own}")
    yield Step(
        "Somebody can still sign in to the account: share the vault with the clean one.",
        (
            in_region(
                f"aws ram create-resource-share --name recovery --resource-arns {arn} "
                "--principals CLEAN_ACCOUNT",
                copy.region,
            ),
        ),
    )
    yield Step(
        "Nobody can: ask the team that approves, if one was given to the vault in time. Its vault "
        "for access, ACCESS_VAULT, then stands in place of the name below.",
        (
            in_region(
                f"aws backup create-restore-access-backup-vault --source-backup-vault-arn {arn} "
                "--backup-vault-name ACCESS_VAULT",
                copy.region,
            ),
        ),
    )
    yield Step(
        "Is it to be seen from the clean account? A vault that is shared is asked for with "
        f"`--backup-vault-account-id {data.account}` as well.",
        (
            in_region(
                f"aws backup describe-backup-vault --backup-vault-name {word(copy.vault)} "
                f"--backup-vault-account-id {data.account} "
                "--query '[VaultType,VaultState,NumberOfRecoveryPoints,MpaApprovalTeamArn]'",
                copy.region,
            ),
        ),
    )
