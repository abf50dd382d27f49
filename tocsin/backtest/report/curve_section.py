"""How often alarms would fire with other thresholds, a curve for each alarm."""

from tocsin.backtest.report.chart import Frame, count_ticks, ticks
from tocsin.backtest.report.formatting import shown_number, shown_rate
from tocsin.backtest.report.markup import Markup, element, joined
from tocsin.backtest.report.report import BackTestReport
from tocsin.backtest.threshold_curve import ThresholdCurve, ThresholdPoint

_FRAME = Frame(width=360.0, height=200.0, left=44.0, right=26.0, top=22.0, bottom=26.0)
_NEAR_RIGHT = 0.6


def curve_section(report: BackTestReport) -> Markup | None:
    """Return how often alarms would fire with other thresholds; None without curves."""
    if not report.curves:
        return None
    said = (
        "How often a week the alarm would go to ALARM, by its threshold, with everything else as "
        "it is. The dashed line is the threshold of now."
    )
    figures = (
        element("figure", element("h3", each.alarm), curve_chart(each)) for each in report.curves
    )
    return element(
        "section",
        element("h2", "Other thresholds"),
        element("p", said, class_="note"),
        element("div", *figures, class_="curves"),
    )


def curve_chart(curve: ThresholdCurve) -> Markup:
    """Return the curve, with a line at the threshold that the alarm has."""
    thresholds = [point.threshold for point in curve.points]
    xs = ticks(min(thresholds), max(thresholds), 4)
    ys = count_ticks(max(point.firings_a_week for point in curve.points))
    points = [
        (_FRAME.x(each.threshold, xs[0], xs[-1]), _FRAME.y(each.firings_a_week, ys[-1]))
        for each in curve.points
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return _FRAME.image(
        f"How often {curve.alarm} would fire a week, by its threshold",
        [
            *(_FRAME.value_line(tick, ys[-1], shown_rate(tick)) for tick in ys),
            *(_mark(tick, _FRAME.x(tick, xs[0], xs[-1])) for tick in xs),
            element("polyline", points=line, class_="curve"),
            *(_dot(each, x, y) for each, (x, y) in zip(curve.points, points, strict=True)),
            _current(curve, _FRAME.x(curve.threshold, xs[0], xs[-1])),
        ],
    )


def _dot(point: ThresholdPoint, x: float, y: float) -> Markup:
    words = f"{shown_number(point.threshold)}: {shown_rate(point.firings_a_week)}"
    return element("circle", element("title", words), cx=x, cy=y, r=3, class_="point")


def _mark(threshold: float, x: float) -> Markup:
    return element("text", shown_number(threshold), x=x, y=_FRAME.height - 8, text_anchor="middle")


def _current(curve: ThresholdCurve, x: float) -> Markup:
    is_right = x > _FRAME.width * _NEAR_RIGHT
    lower = _FRAME.height - _FRAME.bottom
    return joined(
        element("line", x1=x, x2=x, y1=_FRAME.top - 8, y2=lower, class_="current"),
        element(
            "text",
            f"now {shown_number(curve.threshold)}",
            x=x - 5 if is_right else x + 5,
            y=_FRAME.top - 6,
            text_anchor="end" if is_right else "start",
            class_="now",
        ),
    )
