"""A report about a back-test as one HTML page that needs nothing else."""

from importlib.resources import files
from string import Template

from tocsin.backtest.report.change_section import change_section
from tocsin.backtest.report.chart_sections import bands_section, curve_section, frequency_sections
from tocsin.backtest.report.formatting import shown_length, shown_time
from tocsin.backtest.report.markup import Markup, element, joined
from tocsin.backtest.report.report import BackTestReport
from tocsin.backtest.report.table_sections import alarm_section, gap_section
from tocsin.backtest.report.tiles import tiles


def html_page(report: BackTestReport) -> str:
    """Return the page; it refers to nothing outside of itself and runs no script."""
    folder = files("tocsin.backtest.report")
    template = Template(folder.joinpath("page.html").read_text(encoding="utf-8"))
    sections = (
        _head(report),
        tiles(report),
        *frequency_sections(report),
        change_section(report),
        bands_section(report),
        curve_section(report),
        alarm_section(report),
        gap_section(report),
    )
    return template.substitute(
        title=joined(report.subject),
        style=folder.joinpath("style.css").read_text(encoding="utf-8").rstrip(),
        content="\n".join(section for section in sections if section is not None),
    )


def _head(report: BackTestReport) -> Markup:
    test = report.test
    length = shown_length(test.end - test.start)
    times = f"{shown_time(test.start, report.zone)} to {shown_time(test.end, report.zone)}"
    base = f", compared with {report.base_subject}" if report.base is not None else ""
    said = f"{report.subject}{base}: {length} of recorded data, {times} ({report.zone})"
    return element("header", element("h1", "Back-test"), element("p", said, class_="soft"))
