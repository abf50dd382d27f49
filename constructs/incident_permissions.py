"""What each function of incidents may do: what it does, and nothing else."""

from collections.abc import Callable, Iterator, Mapping

from constructs.environment import Environment
from constructs.incident_machine import encrypting
from constructs.incident_table import BY_STATUS
from constructs.policies import Reference, Statement

from tocsin.plan import INCIDENT_NAMESPACE, IncidentsSpec, QueueSpec


class Permissions:
    """The statements that functions of one Region need.

    Args:
        spec: The incidents of the Region.
        key_arn: The key that encrypts their topics.
        environment: Where they are.
        link_key: The key that signs links; None where there are none.
    """

    def __init__(
        self,
        spec: IncidentsSpec,
        key_arn: str,
        environment: Environment,
        link_key: Reference | None,
    ) -> None:
        self._spec = spec
        self._key_arn = key_arn
        self._link_key = link_key
        self._table = environment.arn("dynamodb", f"table/{spec.table}")
        self._of: Mapping[str, Callable[[], Iterator[Statement]]] = {
            "intake": self._intake,
            "page": self._page,
            "deadline": self._deadline,
            "sweep": self._sweep,
            "digest": self._digest,
            "link": self._link,
            "chat": self._chat,
        }

    def of(self, function: str) -> Iterator[Statement]:
        """Yield what a function may do, beside writing its log and its traces."""
        return self._of[function]()

    def _intake(self) -> Iterator[Statement]:
        yield _reading(self._spec.queue)
        yield self._changing()
        yield self._machines("states:StartExecution", "states:SendTaskSuccess")
        yield from self._telling()
        if self._spec.chats:
            yield _allow("sns:Publish", resource=[each.arn for each in self._spec.chats])

    def _page(self) -> Iterator[Statement]:
        yield self._changing()
        yield self._finding()
        yield self._machines("states:SendTaskSuccess")
        yield from self._telling()
        yield from self._signing()

    def _deadline(self) -> Iterator[Statement]:
        assert self._spec.deadline is not None
        yield _reading(self._spec.deadline)
        yield self._finding()
        yield _looking_at_alarms()
        yield _allow("sns:Publish", resource=self._spec.fallback.arn)
        yield encrypting(self._key_arn)

    def _sweep(self) -> Iterator[Statement]:
        yield self._changing()
        yield self._finding()
        yield self._machines("states:StartExecution", "states:SendTaskSuccess")
        yield from self._telling()
        yield _allow("sns:Publish", resource=self._spec.probe.arn)
        yield _looking_at_alarms()
        yield _publishing_metrics()

    def _digest(self) -> Iterator[Statement]:
        yield _allow("dynamodb:DeleteItem", "dynamodb:Query", resource=self._table)
        readers = {name for each in self._spec.digests for name in each.readers}
        topics = [each.arn for each in self._spec.contacts if each.contact in readers]
        yield _allow("sns:Publish", resource=[*topics, self._spec.fallback.arn])
        yield encrypting(self._key_arn)
        yield _publishing_metrics()

    def _link(self) -> Iterator[Statement]:
        yield self._items("dynamodb:GetItem", of="link")
        yield from self._chat()
        yield from self._signing()

    def _chat(self) -> Iterator[Statement]:
        yield self._items("dynamodb:GetItem", "dynamodb:PutItem", of="incident")
        yield self._machines("states:SendTaskSuccess")

    def _items(self, *actions: str, of: str) -> Statement:
        """Return a statement for items of one sort, whose keys begin alike.

        https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
        """
        keys = {"dynamodb:LeadingKeys": [f"{of}#*"]}
        return {
            **_allow(*actions, resource=self._table),
            "Condition": {"ForAllValues:StringLike": keys},
        }

    def _signing(self) -> Iterator[Statement]:
        if self._link_key is not None:
            yield _allow("kms:GenerateMac", resource=self._link_key)

    def _changing(self) -> Statement:
        return _allow(
            "dynamodb:ConditionCheckItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            resource=self._table,
        )

    def _finding(self) -> Statement:
        return _allow(
            "dynamodb:GetItem",
            "dynamodb:Query",
            resource=[self._table, f"{self._table}/index/{BY_STATUS}"],
        )

    def _machines(self, *actions: str) -> Statement:
        return _allow(*actions, resource=[each.arn for each in self._spec.machines])

    def _telling(self) -> Iterator[Statement]:
        yield _allow("sns:Publish", resource=[each.arn for each in self._spec.topics])
        yield encrypting(self._key_arn)


def _allow(*actions: str, resource: str | list[str] | Reference) -> Statement:
    return {"Effect": "Allow", "Action": [*actions], "Resource": resource}


def _reading(queue: QueueSpec) -> Statement:
    """Return what an event source mapping needs.

    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """
    return _allow(
        "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", resource=queue.arn
    )


def _looking_at_alarms() -> Statement:
    return _allow("cloudwatch:DescribeAlarms", resource="*")


def _publishing_metrics() -> Statement:
    condition = {"StringEquals": {"cloudwatch:namespace": INCIDENT_NAMESPACE}}
    return {**_allow("cloudwatch:PutMetricData", resource="*"), "Condition": condition}
