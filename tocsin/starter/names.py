"""Names for a viewpoint, from those of stacks and constructs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby, product
from string import ascii_lowercase

from tocsin.starter.yaml_words import READ_AS_OTHER
from tocsin.viewpoint import slug

LONGEST_NAME = 40
"""Characters of a service or a resource: more than people read, and fewer than AWS takes."""

LONGEST_SYSTEM = 20
STAGE = "prod"
"""The stage if nothing says which one it is."""

_STAGES = {
    "dev": "dev",
    "development": "dev",
    "prd": "prod",
    "prod": "prod",
    "production": "prod",
    "qa": "qa",
    "sandbox": "sandbox",
    "stage": "staging",
    "staging": "staging",
    "stg": "staging",
    "test": "test",
    "uat": "uat",
}
"""The words by which people tell stages apart, and what they mean."""

_HASH = re.compile(r"[0-9A-F]{8}\Z")
"""What the CDK puts behind a logical id."""

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_RESERVED_BY_AWS = ("aws", "ssm", "amazon")
"""How no parameter of Systems Manager begins.

https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
"""
_LETTERS = ascii_lowercase[1:]
_EMPTY_WORDS = {"stack", "resource", "default", "nested"}


def words_of(text: str) -> list[str]:
    """Return the words of *text*, without those that say nothing: `ShopDataStack` is shop, data.

    A number belongs to the word before it, so that no name ends as those that Tocsin numbers.
    """
    words: list[str] = []
    for part in _PARTS.findall(text):
        if part.isdigit():
            words[-1:] = [words[-1] + part] if words else []
        else:
            words.append(part.lower())
    return [word for word in words if word not in _EMPTY_WORDS]


def stage_in(names: Iterable[str]) -> str | None:
    """Return the stage that all of *names* say they are of."""
    said = [{_STAGES[word] for word in words_of(name) if word in _STAGES} for name in names]
    common = set.intersection(*said) if said else set()
    return common.pop() if len(common) == 1 else None


def system_in(names: Sequence[str], otherwise: str) -> str:
    """Return what the stacks called *names* have in common, or what *otherwise* makes."""
    shared = _shared([without_stage(words_of(name)) for name in names])
    if len(names) == 1:
        shared = shared[:1]
    return _system(shared) or _system(words_of(otherwise)) or "system"


def _shared(all_words: Sequence[list[str]]) -> list[str]:
    shared = []
    for same in zip(*all_words, strict=False):
        if len(set(same)) > 1:
            break
        shared.append(same[0])
    return shared


def _system(words: Sequence[str]) -> str:
    while words and words[0].startswith(_RESERVED_BY_AWS):
        words = words[1:]
    name = "-".join(words)[:LONGEST_SYSTEM].strip("-")
    return "" if name in READ_AS_OTHER else name


def without_stage(words: Iterable[str]) -> list[str]:
    """Return *words* without those that name a stage."""
    return [word for word in words if word not in _STAGES]


def service_name(stack: str, system: str) -> str:
    """Return the name of the service that is in a stack."""
    words = without_stage(words_of(stack))
    of_system = system.split("-")
    if words[: len(of_system)] == of_system and len(words) > len(of_system):
        words = words[len(of_system) :]
    return _limited(words) or "application"


def resource_name(logical_id: str, path: str | None) -> str:
    """Return the name of a resource, from its place in the app or from its logical id."""
    if path:
        parts = [key for key, _ in groupby(filter(None, map(words_of, path.split("/")[1:])))]
        name = _limited([word for part in parts[-2:] for word in part])
        if name:
            return name
    return _limited(words_of(_HASH.sub("", logical_id))) or "resource"


def facet_name(resource: str, kind: str, kinds: Sequence[str]) -> str:
    """Return the name of what a resource is as one of several types: `orders kinesis streaming`.

    Args:
        resource: The resource's name.
        kind: The type that is meant.
        kinds: All types that it has; their first words may be the same.
    """
    words = kind.split("_")
    shared = _shared([each.split("_") for each in kinds])
    return _limited([*resource.split(" "), *words[len(shared) :]])


def _limited(words: Iterable[str]) -> str:
    """Return *words* as one name, without repetitions beside each other."""
    kept: list[str] = []
    for word in words:
        if not kept or (kept[-1] != word and len(" ".join((*kept, word))) <= LONGEST_NAME):
            kept.append(word[:LONGEST_NAME])
    return " ".join(kept)


class UniqueNames:
    """Makes names differ also where blanks, - and _ count as the same."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def add(self, name: str) -> str:
        """Return *name*, with a letter behind it if it is taken."""
        unique = next(each for each in _variants(name) if slug(each) not in self._taken)
        self._taken.add(slug(unique))
        return unique


def _variants(name: str) -> Iterator[str]:
    yield name
    for length in count(1):
        yield from (f"{name} {''.join(letters)}" for letters in product(_LETTERS, repeat=length))
