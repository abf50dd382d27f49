"""Parameters that a template's dimensions name, as `{{resolve:ssm:/shop/alb}}`.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from tocsin.aws.answer import call
from tocsin.aws.failure import AwsFailure, explained, problem
from tocsin.aws.session import AwsSession

_ASKED = "ssm:GetParameter"
_REFERENCE = re.compile(r"\{\{resolve:([^:}]+):([^}]+)\}\}")


def references(value: object) -> Iterator[str]:
    """Yield the texts of all dynamic references in queries."""
    if isinstance(value, str):
        yield from (match[0] for match in _REFERENCE.finditer(value))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from references(each)


def resolve(texts: Iterable[str], session: AwsSession, region: str | None) -> dict[str, str]:
    """Return what dynamic references stand for in a Region.

    Raises:
        AwsFailure: A parameter does not exist or cannot be read; all that are missing are named.
    """
    client, found, missing = session.client("ssm", region), {}, []
    for text in dict.fromkeys(texts):
        match = _REFERENCE.fullmatch(text)
        if match is None or match[1] != "ssm":
            fix = "name its value with --resolve"
            what = f"{text} is not a reference to a parameter"
            missing.append(problem("aws/not-a-parameter", _ASKED, what, fix))
            continue
        value = _parameter(match[2], client)
        if value is None:
            fix = "deploy what makes it, or name its value with --resolve"
            what = f"the parameter {match[2]} does not exist"
            missing.append(problem("aws/no-parameter", _ASKED, what, fix))
        else:
            found[text] = value
    if missing:
        raise AwsFailure(missing)
    return found


def filled_in(value: Any, resolved: Mapping[str, str]) -> Any:  # noqa: ANN401 - any JSON value
    """Return queries with dynamic references, and other texts, replaced by what they stand for."""
    if isinstance(value, str):
        for text, meant in resolved.items():
            value = value.replace(text, meant)
        return value
    if isinstance(value, Mapping):
        return {key: filled_in(each, resolved) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [filled_in(each, resolved) for each in value]
    return value


def _parameter(name: str, client: Any) -> str | None:  # noqa: ANN401 - a boto3 client
    with explained(_ASKED):
        try:
            answer = call(client, "get_parameter", {"Name": name}, asked=_ASKED)
            return str(answer["Parameter"]["Value"])
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code")
            if code in {"ParameterNotFound", "ParameterVersionNotFound"}:
                return None
            raise
