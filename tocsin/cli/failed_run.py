"""Reports about a run that came to no result: programs that wait for one find the reason in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tocsin.cli.problem_data import problem_data
from tocsin.cli.terminal import Ended, ExitCode
from tocsin.diagnostics import Problem, printable, terminal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedRun:
    """Why a command came to no result.

    Attributes:
        exit_code: How the command ends.
        problems: What is wrong; empty if Tocsin itself failed.
        message: What failed then, in a sentence.
    """

    exit_code: int
    problems: tuple[Problem, ...] = ()
    message: str = ""

    @classmethod
    def of(cls, error: Exception) -> "FailedRun":
        """Return why a run ended with an exception."""
        if isinstance(error, Ended):
            return cls(exit_code=error.exit_code, problems=error.problems)
        message = f"tocsin failed on its own: {type(error).__name__}: {error}"
        return cls(exit_code=ExitCode.DEPENDENCY_FAILED, message=message)

    def data(self, empty: Mapping[str, object]) -> dict[str, object]:
        """Return what `--json` prints.

        Args:
            empty: What programs look for in it, without anything in it.
        """
        return {
            "exit_code": self.exit_code,
            "problems": [problem_data(each) for each in self.problems],
            "error": self.message or None,
            **empty,
        }

    def junit(self, command: str = "test") -> str:
        """Return a document with an error for each thing that is wrong.

        Args:
            command: What was run.
        """
        wrong = [(each.where.source, each.kind, terminal_text(each)) for each in self.problems]
        wrong = wrong or [("tocsin", "failed", self.message)]
        count = str(len(wrong))
        suites = ET.Element(
            "testsuites",
            name=f"tocsin {command}",
            tests=count,
            failures="0",
            errors=count,
            time="0.000",
        )
        suite = ET.SubElement(
            suites,
            "testsuite",
            name="input",
            tests=count,
            failures="0",
            errors=count,
            time="0.000",
        )
        for source, kind, text in wrong:
            case = ET.SubElement(
                suite, "testcase", classname=printable(source), name=printable(kind), time="0.000"
            )
            first, _, more = text.partition("\n")
            element = ET.SubElement(case, "error", type=printable(kind), message=printable(first))
            element.text = printable(more)
        ET.indent(suites)
        return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"
