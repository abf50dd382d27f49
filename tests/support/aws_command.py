"""Calls of the AWS command line in a text, checked against what each AWS service offers."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import botocore.session
import jmespath  # type: ignore[import-untyped]  # it comes with botocore, its types do not
from botocore import xform_name
from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

from tests.support.runbook import code

GLOBAL_OPTIONS = {"cli-binary-format", "max-items", "no-paginate", "output", "query", "region"}
HIGH_LEVEL = {("s3", "cp"), ("s3", "ls"), ("logs", "tail")}
"""Commands that the command line has and the services' interfaces do not."""

PEEKING = ("sqs", "receive-message")
"""Receiving with a visibility timeout of 0 leaves a message where it is."""

_READING = (
    "head-",
    "batch-get-",
    "check-",
    "describe-",
    "head-",
    "filter-",
    "get-",
    "list-",
    "lookup-",
    "query",
    "scan",
    "search-",
    "simulate-",
    "start-query",
)
_LOOKING = {"cat", "df", "du", "free", "ls", "ps", "top"}
"""What a command that runs inside a task may be, so that it only looks."""

_OWN_OPTIONS = {
    ("cloudfront", "create-invalidation"): {"paths": "invalidation-batch"},
    ("sns", "subscribe"): {"notification-endpoint": "endpoint"},
}
"""Options of the command line, and which parameter of the service they fill in."""

_OWN_SERVICES = {"configservice": "config", "deploy": "codedeploy", "s3api": "s3"}
"""Names of the command line, and the services that they stand for."""


class _AnyKey(dict[str, Any]):
    """A map whose keys the service does not list in its interface: it has every key."""

    def get(self, key: str, default: object = None) -> Any:  # noqa: ANN401, ARG002 -- as dict's
        """Return the one value, whatever the key."""
        return next(iter(self.values()))


_SESSION = botocore.session.get_session()


@dataclass(frozen=True, slots=True, kw_only=True)
class AwsCommand:
    """One call.

    Attributes:
        text: As written.
        service: As `elbv2`.
        operation: As `describe-target-health`.
        options: The values of each option, by its name without the dashes.
    """

    text: str
    service: str
    operation: str
    options: dict[str, list[str]]


def commands(text: str) -> Iterator[AwsCommand]:
    """Yield the calls of the AWS command line in the code of *text*."""
    for line in code(text):
        if line.startswith("aws "):
            yield _parse(line)


def _parse(line: str) -> AwsCommand:
    words = shlex.split(line)
    if "|" in words:
        words = words[: words.index("|")]
    _, service, operation, *rest = words
    options: dict[str, list[str]] = {}
    values: list[str] = []
    for word in rest:
        if word.startswith("--"):
            values = options.setdefault(word.removeprefix("--"), [])
        else:
            values.append(word)
    return AwsCommand(text=line, service=service, operation=operation, options=options)


def mistakes(command: AwsCommand) -> list[str]:
    """Return what is wrong with *command*: unknown operation, unknown or missing options."""
    if (command.service, command.operation) in HIGH_LEVEL:
        return []
    model = _operation(command)
    if model is None:
        return [f"there is no `aws {command.service} {command.operation}`"]
    own = _OWN_OPTIONS.get((command.service, command.operation), {})
    shape = model.input_shape
    known = {xform_name(name, "-") for name in shape.members} if shape else set()
    switches = {f"no-{name}": name for name in known} | own
    given = {switches.get(name, name) for name in command.options} - GLOBAL_OPTIONS
    wanted = {xform_name(name, "-") for name in shape.required_members} if shape else set()
    # A command that is only named, without options, is no call that could lack one.
    missing = wanted - given if given else set()
    return [
        *(f"{command.operation} has no --{name}" for name in sorted(given - known)),
        *(f"{command.operation} needs --{name}" for name in sorted(missing)),
    ]


def only_reads(command: AwsCommand) -> bool:
    """Tell whether *command* changes nothing."""
    call = (command.service, command.operation)
    if call == ("ecs", "execute-command"):
        return command.options["command"][0].split()[0] in _LOOKING
    return command.operation.startswith(_READING) or call in {*HIGH_LEVEL, PEEKING}


def query_gaps(command: AwsCommand) -> list[str]:
    """Return each `--query` of *command* that names what its answer does not have."""
    expressions = {query: jmespath.compile(query) for query in command.options.get("query", [])}
    # A filter compares with a value that an invented answer does not have.
    return [
        query
        for query, expression in expressions.items()
        if "?" not in query and _has_gap(expression.search(sample_answer(command)))
    ]


def _has_gap(answer: object) -> bool:
    if isinstance(answer, list):
        # A projection leaves out members that do not exist, and so becomes empty.
        return not answer or any(_has_gap(each) for each in answer)
    return answer is None


def sample_answer(command: AwsCommand) -> Any:  # noqa: ANN401 -- shaped as the service answers
    """Return an answer with every member that the service could fill in, one item a list."""
    model = _operation(command)
    return _sample(model.output_shape, ()) if model and model.output_shape else None


def _operation(command: AwsCommand) -> OperationModel | None:
    service = _OWN_SERVICES.get(command.service, command.service)
    if service not in _SESSION.get_available_services():
        return None
    model = _SESSION.get_service_model(service)
    for name in model.operation_names:
        if xform_name(name, "-") == command.operation:
            return model.operation_model(name)
    return None


def _sample(shape: Shape, above: tuple[str, ...]) -> Any:  # noqa: ANN401 -- see sample_answer
    if shape.name in above:
        return {}
    inside = (*above, shape.name)
    if isinstance(shape, StructureShape):
        return {name: _sample(member, inside) for name, member in shape.members.items()}
    if isinstance(shape, ListShape):
        return [_sample(shape.member, inside)]
    if isinstance(shape, MapShape):
        return _AnyKey(key=_sample(shape.value, inside))
    return 1 if shape.type_name in {"integer", "long", "float", "double"} else "text"
