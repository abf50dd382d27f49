"""What people call a metric, from the name that AWS gave it."""

import re
from functools import cache

_WORD = re.compile(r"[A-Z]{2,}s?(?![a-z])|[0-9]+[xX]{2}|[A-Z]?[a-z]+|[A-Z]|[0-9]+|%")
_LEFT_OUT = re.compile(r"^(?:approximate )?(?:number of )?(?:approximate )?")
_IN_FULL = {
    "alloc": "allocation",
    "avg": "average",
    "bps": "bits a second",
    "cmds": "commands",
    "cmd": "command",
    "conn": "connections",
    "cpu": "CPU",
    "curr": "current",
    "db": "database",
    "dlq": "dead-letter queue",
    "http": "HTTP",
    "jvm": "JVM",
    "kms": "KMS",
    "max": "highest",
    "mem": "memory",
    "min": "lowest",
    "ops": "operations",
    "pps": "packets a second",
    "recv": "received",
    "rx": "received",
    "tls": "TLS",
    "tx": "sent",
    "util": "utilization",
    "vpc": "VPC",
}
_OF_Y = re.compile(r"(?<=[^aeiou ])ys\b")
_COUNT = re.compile(r"(?<=[a-z])(?<!s) count$")


@cache
def metric_words(name: str) -> str:
    """Return the name of a metric in words: `age of oldest message`, `CPU utilization`.

    Args:
        name: As AWS spells it: `ApproximateAgeOfOldestMessage`, `CPUUtilization`.
    """
    words = " ".join(_word(each) for each in _WORD.findall(name.replace("UnHealthy", "Unhealthy")))
    shortened = _LEFT_OUT.sub("", words) or words
    plural = _COUNT.sub("s", shortened).removesuffix(" count")
    return _OF_Y.sub("ies", plural)


def _word(word: str) -> str:
    lower = word.lower()
    if lower in _IN_FULL:
        return _IN_FULL[lower]
    return word if word.isupper() and len(word) > 1 else lower
