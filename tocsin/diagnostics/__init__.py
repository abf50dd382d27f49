"""Problems, where they stand, how values are quoted in them, and YAML that knows its lines.

Every input of Tocsin that can be wrong is read with these: a viewpoint, a drill, settings, a
template, recorded data. What is wrong is a `Problem`; a `ProblemCollector` gathers problems, and
`terminal_text` shows one as a compiler would.
"""

from tocsin.diagnostics.duration import DURATION_PATTERN, elapsed, format_duration, parse_duration
from tocsin.diagnostics.markdown_text import comment_text, markdown_text
from tocsin.diagnostics.nearest_word import nearest_word
from tocsin.diagnostics.printable import printable, printable_json, printable_line
from tocsin.diagnostics.problem import (
    InvalidInputError,
    InvalidValueError,
    KeyPath,
    Location,
    Position,
    Problem,
    ProblemCollector,
    ProblemSeverity,
    dotted,
)
from tocsin.diagnostics.quantity import number_text, plain_number, quantity_text
from tocsin.diagnostics.quoting import did_you_mean, nearest, one_of, quoted
from tocsin.diagnostics.terminal_text import excerpt, terminal_text
from tocsin.diagnostics.text_file import no_file, read_text_file
from tocsin.diagnostics.yaml import (
    CORE,
    Scalar,
    YamlDialect,
    YamlSource,
    YamlValue,
    read_yaml,
)

__all__ = [
    "CORE",
    "DURATION_PATTERN",
    "InvalidInputError",
    "InvalidValueError",
    "KeyPath",
    "Location",
    "Position",
    "Problem",
    "ProblemCollector",
    "ProblemSeverity",
    "Scalar",
    "YamlDialect",
    "YamlSource",
    "YamlValue",
    "comment_text",
    "did_you_mean",
    "dotted",
    "elapsed",
    "excerpt",
    "format_duration",
    "markdown_text",
    "nearest",
    "nearest_word",
    "no_file",
    "number_text",
    "one_of",
    "parse_duration",
    "plain_number",
    "printable",
    "printable_json",
    "printable_line",
    "quantity_text",
    "quoted",
    "read_text_file",
    "read_yaml",
    "terminal_text",
]
