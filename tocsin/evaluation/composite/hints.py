"""What is probably meant by a rule that does not follow the grammar.

CloudWatch names the token that it cannot read, and not the mistake: most often a name that has
spaces or brackets and no quotes.
"""

import re
from collections.abc import Mapping
from typing import Final

from tocsin.diagnostics import nearest

_KEYWORDS: Final = (
    "ALARM", "OK", "INSUFFICIENT_DATA", "TRUE", "FALSE", "AND", "OR", "NOT", "AT_LEAST",
)  # fmt: skip
_STATES: Final = ("ALARM", "OK", "INSUFFICIENT_DATA")
_OPERATORS: Final[Mapping[str, str]] = {
    "&": "write AND",
    "&&": "write AND",
    "+": "write OR",
    "|": "write OR",
    "||": "write OR",
    "!": "write NOT",
    "XOR": "there is no XOR; write it with AND, OR and NOT",
    ";": "remove it",
}
_IN_STATE: Final = re.compile(r'\b(?P<state>ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?P<name>[^()"]*)$')
_IN_LIST: Final = re.compile(r'\bAT_LEAST\s*\([^()]*\([^()"]*$')
_IN_NAMES: Final = re.compile(r'\bAT_LEAST\s*\([^()]*\((?P<name>[^()"]*)$')
_IN_AT_LEAST: Final = re.compile(r"\bAT_LEAST\s*\([^()]*$")
_BETWEEN: Final = re.compile(r"\s+(AND|OR)\s+", re.IGNORECASE)
_OTHER_QUOTES: Final = "'`‘’“”«»"  # noqa: RUF001 -- these are what people write by mistake
_BRACKETS: Final = {"(": 1, ")": -1}


def hint(rule: str, offset: int, found: str) -> str:
    """Return what to change in a rule; empty where nothing better is known than what may stand.

    Args:
        rule: The rule as written.
        offset: Where something stands that may not, as an index from 0.
        found: What stands there; empty at the end of the rule.
    """
    before = rule[:offset]
    if match := _IN_STATE.search(before):
        return _of_name(match["state"], rule[match.start("name") :])
    if _IN_LIST.search(before):
        return 'put each name that has spaces or brackets in " ", and commas between them'
    if _IN_AT_LEAST.search(before):
        return "write it as AT_LEAST(2, ALARM, (a, b)): how many, the state, and the names in ( )"
    return _of_condition(before.rstrip(), found, rule[offset + len(found) :].lstrip())


def lacks_quotes(rule: str, offset: int) -> bool:
    """Say whether reading stopped within a name that has to stand in quotes.

    Args:
        rule: The rule as written.
        offset: Where something stands that may not, as an index from 0.
    """
    match = _IN_STATE.search(rule[:offset]) or _IN_NAMES.search(rule[:offset])
    if match is None:
        return False
    name = _up_to_its_bracket(rule[match.start("name") :])
    return name is not None and bool(name.strip()) and not name.lstrip().startswith('"')


def _of_name(state: str, rest: str) -> str:
    """Return what is wrong with the name of an alarm; *rest* of the rule begins with it."""
    name = _up_to_its_bracket(rest)
    if name is None:
        spaced = " " in rest.strip() or '"' in rest
        return 'put the name in " ", and write ) behind it' if spaced else "write ) behind the name"
    bare = name.strip().strip(_OTHER_QUOTES).strip()
    if not bare:
        return f"write the alarm's name: {state}(name)"
    if name.lstrip().startswith('"'):
        return 'begin and end the name by "; within it, write \\" for "'
    if (parts := _BETWEEN.split(bare)) and len(parts) > 1:
        each = [
            part.upper() if index % 2 else f"{state}({part})" for index, part in enumerate(parts)
        ]
        return f"each alarm has a state of its own: write {' '.join(each)}"
    quoted_name = f'{state}("{bare}")'
    if "," in bare:
        names = [each.strip() for each in bare.split(",")]
        either = " OR ".join(f"{state}({each})" for each in names)
        return f"write {either}; or {quoted_name} if the comma is part of the name"
    return f'put the name in " ": {quoted_name}'


def _up_to_its_bracket(rest: str) -> str | None:
    """Return the text up to the bracket that closes it; None without one."""
    depth = 1
    for index, sign in enumerate(rest):
        depth += _BRACKETS.get(sign, 0)
        if not depth:
            return rest[:index]
    return None


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')


def _of_condition(before: str, found: str, after: str) -> str:
    """Return what is wrong between conditions, or where one has to stand."""
    last = before.rpartition(" ")[2]
    operator = "!" if found.startswith("!") else found
    candidates = (
        (not found and before.endswith(")"), "write ) at its end; there are more ( than )"),
        (not found, "write a condition such as ALARM(a) at its end, or remove what leads to it"),
        (operator in _OPERATORS, _OPERATORS.get(operator, "")),
        (last in _STATES, f"write ( ) around the name: {last}({found.strip('[]{}')})"),
        (before.endswith('"'), 'within a name, write \\" for "'),
        (before.endswith((")", "TRUE", "FALSE")), _behind_a_condition(found)),
        (found in {*_KEYWORDS, ")", ","}, "write a condition there, such as ALARM(a)"),
        (bool(_keyword_meant(found)), _keyword_meant(found)),
        (after.startswith("("), f"write a state in place of {found}: {', '.join(_STATES)}"),
        (True, "say in which state the alarm has to be: ALARM(name)"),
    )
    return next(text for applies, text in candidates if applies)


def _behind_a_condition(found: str) -> str:
    if found == ")":
        return "remove it; there are more ) than ("
    return _keyword_meant(found) or "write AND or OR before it, or remove it"


def _keyword_meant(found: str) -> str:
    if found in _KEYWORDS:
        return ""
    if found.upper() in _KEYWORDS:
        return f"did you mean {found.upper()}? Keywords are upper-case"
    return nearest(found, _KEYWORDS)
