"""Data of a stage under the names that commands call them by."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.plan import BackupRuleSpec, Plan, StoredValue, stored_pieces
from tocsin.recovery import Store, name_in_arn
from tocsin.runbooks.recovery.step import Step
from tocsin.runbooks.shell import word
from tocsin.viewpoint import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedData:
    """A data store.

    Attributes:
        store: What is claimed for it, and what protects it.
        account: Whose it is.
        written_arn: Its Amazon Resource Name, in which values may be stored ones.
        rules: The rules of its backup plan.
    """

    store: Store
    account: str
    written_arn: str
    rules: tuple[BackupRuleSpec, ...]

    @property
    def region(self) -> str:
        """Where it is."""
        return self.store.region

    @property
    def arn(self) -> str:
        """Its Amazon Resource Name, as one word of a shell."""
        return word(self._filled(self.written_arn, whole="_ARN"))

    @property
    def name(self) -> str:
        """What its service calls it, as one word of a shell."""
        return word(self.plain_name)

    @property
    def plain_name(self) -> str:
        """What its service calls it, or a word in capitals where that is a stored value."""
        pieces = stored_pieces(self.written_arn)
        if len(pieces) == 1 and isinstance(pieces[0], StoredValue):
            return self._placeholder
        return name_in_arn(self._filled(self.written_arn))

    def at_region(self, command: str) -> str:
        """Return a command that asks the Region of the data."""
        return in_region(command, self.region)

    def lookups(self) -> Iterator[Step]:
        """Yield what the words in capitals stand for that the viewpoint leaves to a parameter."""
        for piece in stored_pieces(self.written_arn):
            if isinstance(piece, StoredValue):
                whole = "_ARN" if str(piece) == self.written_arn else ""
                yield Step(
                    f"What {self._placeholder}{whole} stands for:",
                    (
                        self.at_region(
                            f"aws ssm get-parameter --name {word(piece.path)} "
                            "--query Parameter.Value --output text"
                        ),
                    ),
                )

    @property
    def _placeholder(self) -> str:
        return slug(self.store.name).upper().replace("-", "_")

    def _filled(self, text: str, whole: str = "") -> str:
        pieces = stored_pieces(text)
        own = self._placeholder + (whole if len(pieces) == 1 else "")
        return "".join(own if isinstance(piece, StoredValue) else piece for piece in pieces)


def in_region(command: str, region: str) -> str:
    """Return a command of the AWS command line that asks a Region, whichever is configured."""
    aws, service, operation, *options = command.split(" ", 3)
    return " ".join((aws, service, operation, f"--region {word(region)}", *options))


def protected_data(plan: Plan) -> tuple[ProtectedData, ...]:
    """Return the data that a stage protects and knows by name; what tags select is left out."""
    regions = plan.backup.regions if plan.backup is not None else ()
    return tuple(
        ProtectedData(
            store=store,
            account=plan.account,
            written_arn=arn,
            rules=tuple(rule for each in region.plans if arn in each.arns for rule in each.rules),
        )
        for region in regions
        for store, arn in region.named_data
    )
