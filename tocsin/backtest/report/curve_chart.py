"""The curve of pages a week against the threshold of one alarm."""

from tocsin.backtest.report.axis import count_ticks, ticks
from tocsin.backtest.report.formatting import shown_number, shown_rate
from tocsin.backtest.report.markup import Markup, element, joined
from tocsin.backtest.threshold_curve import ThresholdCurve

_WIDTH, _HEIGHT = 360.0, 200.0
_LEFT, _RIGHT, _BOTTOM, _TOP = 44.0, 26.0, 26.0, 22.0
_NEAR_RIGHT = 0.6


def curve_chart(curve: ThresholdCurve) -> Markup:
    """Return the curve, with a line at the threshold that the alarm has."""
    thresholds = [point.threshold for point in curve.points]
    xs = ticks(min(thresholds), max(thresholds), 4)
    ys = count_ticks(max(point.firings_a_week for point in curve.points))

    def x(value: float) -> float:
        return _LEFT + (value - xs[0]) / (xs[-1] - xs[0]) * (_WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return _HEIGHT - _BOTTOM - value / ys[-1] * (_HEIGHT - _BOTTOM - _TOP)

    points = " ".join(
        f"{x(each.threshold):.1f},{y(each.firings_a_week):.1f}" for each in curve.points
    )
    parts = [
        joined(
            element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y(tick), y2=y(tick), class_="grid"),
            element("text", shown_rate(tick), x=_LEFT - 6, y=y(tick) + 4, text_anchor="end"),
        )
        for tick in ys
    ]
    parts += [
        element("text", shown_number(tick), x=x(tick), y=_HEIGHT - 8, text_anchor="middle")
        for tick in xs
    ]
    parts.append(element("polyline", points=points, class_="curve"))
    parts += [
        element(
            "circle",
            element("title", f"{shown_number(each.threshold)}: {shown_rate(each.firings_a_week)}"),
            cx=x(each.threshold),
            cy=y(each.firings_a_week),
            r=3,
            class_="point",
        )
        for each in curve.points
    ]
    parts.append(_current(curve, x(curve.threshold)))
    words = f"How often {curve.alarm} would fire a week, by its threshold"
    return element(
        "svg",
        element("title", words),
        joined(*parts),
        viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        role="img",
        aria_label=words,
        class_="chart",
    )


def _current(curve: ThresholdCurve, at: float) -> Markup:
    is_right = at > _WIDTH * _NEAR_RIGHT
    return joined(
        element("line", x1=at, x2=at, y1=_TOP - 8, y2=_HEIGHT - _BOTTOM, class_="current"),
        element(
            "text",
            f"now {shown_number(curve.threshold)}",
            x=at - 5 if is_right else at + 5,
            y=_TOP - 6,
            text_anchor="end" if is_right else "start",
            class_="now",
        ),
    )
