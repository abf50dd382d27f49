"""The notation of a series' values: `12x10 0x5 _x3` and its like.

Each word stands for a run of intervals. docs/drills.md lists the forms.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tocsin.diagnostics import InvalidValueError, quoted
from tocsin.evaluation import FloatArray

MAXIMUM_SAMPLES = 200_000
_MOST_DIGITS = 9
MAXIMUM_TEXT = 1_000_000
LARGEST_VALUE = 2.0**360
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html"""

FORMS = (
    "write values such as 5, 5x10, 1+2x5, 0..100x11, _x3, random(5..9, seed=1)x60 or [0.1 0.2 9]x5"
)

_NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_STEP = r"[-+](?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_WORD = re.compile(r"(?:\[[^\]]*\]|\([^)]*\)|[^\s,\[(])+|[\[(]")
_RUN = re.compile(r"(?P<body>.+?)(?:x(?P<times>[^x]*))?", re.DOTALL)
_RAMP = re.compile(rf"(?P<first>{_NUMBER})(?P<step>{_STEP})")
_LINE = re.compile(rf"(?P<first>{_NUMBER})\.\.(?P<last>{_NUMBER})")
_RANDOM = re.compile(
    rf"random\(\s*(?P<low>{_NUMBER})\s*\.\.\s*(?P<high>{_NUMBER})\s*,\s*seed\s*=\s*(?P<seed>\d+)\s*\)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """The samples of a series, each in one of the intervals that follow each other.

    Attributes:
        offsets: When each was taken, in intervals from the start; samples of one interval are
            spread evenly over it.
        values: Their values.
        intervals: How many intervals the series has, those without samples included.
    """

    offsets: FloatArray
    values: FloatArray
    intervals: int


def parse_samples(text: str) -> Samples:
    """Read the notation.

    Raises:
        InvalidValueError: The text is not in the notation, or stands for too many samples.
    """
    if len(text) > MAXIMUM_TEXT:
        raise _refused(text, "is too long", "use the notation: 5x100000")
    offsets: list[FloatArray] = []
    values: list[FloatArray] = []
    intervals = samples = 0
    for word in _WORD.findall(text):
        run = _run(word)
        samples += run.values.size
        if max(samples, intervals + run.intervals) > MAXIMUM_SAMPLES:
            what = f"makes it more than {MAXIMUM_SAMPLES} values"
            raise _refused(word, what, "shorten the series")
        offsets.append(run.offsets + intervals)
        values.append(run.values)
        intervals += run.intervals
    if not intervals:
        raise _refused(text, "has no values")
    every = np.concatenate(values)
    if every.size and np.abs(every).max() > LARGEST_VALUE:
        raise _refused(text, "goes beyond 2^360, which CloudWatch refuses", "use smaller values")
    return Samples(offsets=np.concatenate(offsets), values=every, intervals=intervals)


def _refused(text: str, what: str, fix: str = FORMS) -> InvalidValueError:
    return InvalidValueError(f"{quoted(text)} {what}", fix)


def _run(word: str) -> Samples:
    parts = _RUN.fullmatch(word)
    assert parts is not None
    times = _times(word, parts["times"])
    body = parts["body"]
    if body == "_":
        return Samples(offsets=np.empty(0), values=np.empty(0), intervals=times)
    if body.startswith("["):
        return _raw(word, body, times)
    for form, make in _FORMS:
        if match := form.fullmatch(body):
            values = make(match, times)
            return Samples(offsets=np.arange(times, dtype=float), values=values, intervals=times)
    if body.casefold().lstrip("+-") in {"nan", "inf", "infinity"}:
        raise _refused(word, "is not a value of a metric", "write _ for a gap")
    raise _refused(word, "is not in the notation of series")


def _times(word: str, text: str | None) -> int:
    if text is None:
        return 1
    if not re.fullmatch(r"[0-9]+", text) or not text.strip("0"):
        raise _refused(word, f"is repeated {text or 'no'} times", "write x1 or more")
    if len(text) > _MOST_DIGITS or int(text) > MAXIMUM_SAMPLES:
        what = f"stands for more than {MAXIMUM_SAMPLES} values"
        raise _refused(word, what, "shorten the series")
    return int(text)


def _raw(word: str, body: str, times: int) -> Samples:
    inside = re.split(r"[\s,]+", body[1:-1].strip())
    if not body.endswith("]") or not all(re.fullmatch(_NUMBER, each) for each in inside):
        raise _refused(word, "is not a list of samples", "write [0.1 0.2 9]")
    if len(inside) * times > MAXIMUM_SAMPLES:
        what = f"stands for more than {MAXIMUM_SAMPLES} values"
        raise _refused(word, what, "shorten the series")
    within = np.arange(len(inside)) / len(inside)
    return Samples(
        offsets=(np.arange(times)[:, None] + within).ravel(),
        values=np.tile([_number(each) for each in inside], times),
        intervals=times,
    )


def _number(text: str) -> float:
    value = float(text)
    if abs(value) > LARGEST_VALUE:
        raise _refused(text, "goes beyond 2^360, which CloudWatch refuses", "use smaller values")
    return value


def _constant(match: re.Match[str], times: int) -> FloatArray:
    return np.full(times, _number(match[0]))


def _ramp(match: re.Match[str], times: int) -> FloatArray:
    values = _number(match["first"]) + _number(match["step"]) * np.arange(times)
    return values.astype(np.float64)


def _line(match: re.Match[str], times: int) -> FloatArray:
    if times == 1:
        raise _refused(match[0], "is a line of one value", "add xN with N above 1")
    return np.linspace(_number(match["first"]), _number(match["last"]), times)


def _random(match: re.Match[str], times: int) -> FloatArray:
    low, high = _number(match["low"]), _number(match["high"])
    if low > high:
        raise _refused(match[0], "begins above its end", "write the lower bound first")
    return np.random.default_rng(int(match["seed"])).uniform(low, high, times)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], FloatArray]], ...] = (
    (re.compile(_NUMBER), _constant),
    (_RAMP, _ramp),
    (_LINE, _line),
    (_RANDOM, _random),
)
