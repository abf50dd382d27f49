"""Writes a draft down as a viewpoint that people read and go on with."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from tocsin.diagnostics import printable_line
from tocsin.starter.draft import Draft, DraftService, to_create
from tocsin.starter.yaml_words import READ_AS_OTHER

DEFAULT_REGION = "us-east-1"
DEFAULT_ACCOUNT = "111122223333"
"""An account of AWS's own examples, which belongs to nobody."""

LOCAL_STAGE = "local"
"""The stage that is deployed into the embedded AWS, whose only account is 000000000000."""

CHANGE = "# CHANGE: "
"""How a comment begins that says what somebody has to fill in."""

_NOTHING_FOUND = (
    "Nothing was found that the catalogue knows: add resources, or metrics and alarms of its own."
)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _./-]*(?<! )")
_LONGEST_LINE = 110


def viewpoint_text(draft: Draft, source: str) -> str:
    """Return the viewpoint.

    Args:
        draft: What is known.
        source: What it was made from, for people.
    """
    return "\n".join((*_head(draft, source), *_services(draft), *_outlook(draft), ""))


def _head(draft: Draft, source: str) -> Iterator[str]:
    account, region = draft.account, (*draft.regions, DEFAULT_REGION)[0]
    where = f"region: {scalar(region)}"
    if len(draft.regions) > 1:
        where = f"regions: [{', '.join(map(scalar, draft.regions))}]"
    unknown = [
        *(["the account"] if account is None else []),
        *(["the Region"] if not draft.regions else []),
    ]
    yield f"# Made by `tocsin init` from {printable_line(source)}."
    yield "# What it could not know is marked CHANGE; `tocsin plan` shows what comes of it."
    yield f"system: {scalar(draft.system)}"
    yield f"owner: platform  {CHANGE}the team that answers for operating it"
    yield f"{CHANGE}where people read the runbooks; `tocsin runbooks --write` begins them"
    yield f"runbooks: https://github.com/example/{draft.system}/blob/main/runbooks"
    yield ""
    yield "stages:"
    if unknown:
        yield f"  {CHANGE}{' and '.join(unknown)}"
    yield f'  {draft.stage}: {{account: "{account or DEFAULT_ACCOUNT}", {where}}}'
    yield from _local_stage(where)
    yield ""
    yield f"{CHANGE}who is told; then let them take turns, and escalate"
    yield "contacts:"
    yield "  operations: {email: operations@example.com}"
    yield "escalation:"
    yield "  critical: [{page: operations}]"
    yield "  warning: [{notify: operations}]"
    yield "  info: [{digest: operations}]"
    yield ""


def _local_stage(where: str) -> Iterator[str]:
    yield "  # `make up` deploys it into an AWS on this machine; the queue stands for a phone."
    yield f"  {LOCAL_STAGE}:"
    yield '    account: "000000000000"'
    yield f"    {where}"
    yield "    retain: false"
    yield "    contacts: {phone: {sqs: phone}}"
    yield "    escalation:"
    yield "      critical: [{page: phone}]"
    yield "      warning: [{notify: phone}]"
    yield "      info: [{digest: phone}]"


def _services(draft: Draft) -> Iterator[str]:
    yield "services:"
    for service in draft.services:
        said = f"The stack {printable_line(service.stack)}." if service.stack else _NOTHING_FOUND
        yield f"  # {said}"
        yield f"  {scalar(service.name)}:"
        yield f"    owner: platform  {CHANGE}whose it is"
        if service.region is not None:
            yield f"    regions: [{scalar(service.region)}]"
        if service.resources:
            yield "    resources:"
        for name, number in service.alarm_stacks(draft.most_alarms).items():
            yield from _resource(draft, service, name, number)


def _resource(draft: Draft, service: DraftService, name: str, stack: int) -> Iterator[str]:
    found = service.resources[name]
    for identifier, stored in to_create(found).items():
        exports = f"; exported as {', '.join(stored.exports)}" if stored.exports else ""
        where = f"{stored.expression} of {stored.given_by.stack.name}{exports}"
        yield f"      # {identifier}: {printable_line(where)}"
    values = {"type": found.type.name, **draft.identifiers(service, name)}
    pairs = [f"{key}: {scalar(value)}" for key, value in values.items()]
    pairs += [f"{key}: {value}" for key, value in found.settings.items()]
    if found.opt_ins:
        pairs.append(f"opt_ins: [{', '.join(found.opt_ins)}]")
    if stack > 1:
        pairs.append(f"alarm_stack: {stack}")
    yield from _mapping("      ", name, pairs)


def _mapping(indent: str, name: str, pairs: Sequence[str]) -> Iterable[str]:
    line = f"{indent}{scalar(name)}: {{{', '.join(pairs)}}}"
    if len(line) <= _LONGEST_LINE:
        return [line]
    return [f"{indent}{scalar(name)}:", *(f"{indent}  {pair}" for pair in pairs)]


def _outlook(draft: Draft) -> Iterator[str]:
    yield ""
    yield "dashboards:"
    yield f"  overview: {{means: {scalar(f'How {draft.system} fares.')}}}"
    yield ""
    yield "# A viewpoint says more: metrics and alarms of your own, log groups, objectives,"
    yield "# rotations (on_call), tracing and data_protection. `tocsin reference` has every key."


def scalar(text: str) -> str:
    """Return *text* as YAML writes it, in quotes where it could be read as something else."""
    if _PLAIN.fullmatch(text) and text.lower() not in READ_AS_OTHER:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else f"\\U{ord(each):08X}" for each in quoted)
