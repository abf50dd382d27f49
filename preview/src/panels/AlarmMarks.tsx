import { type UPlotConfigBuilder, useTheme2 } from '@grafana/ui';
import { useLayoutEffect } from 'react';
import type uPlot from 'uplot';

import type { AlarmSpan } from '../page';

/** Marks in a chart when alarms were in ALARM: a line where each begins, a tint until it ends. */
export function AlarmMarks({ config, spans }: { config: UPlotConfigBuilder; spans: AlarmSpan[] }) {
  const theme = useTheme2();
  const colour = theme.visualization.getColorByName('red');
  // Before the chart is made, which takes its hooks then.
  useLayoutEffect(() => {
    // Else the last time of the axis is cut off at the panel's edge.
    config.setPadding([null, 20, null, null]);
    config.addHook('drawClear', (chart) => spans.forEach((span) => mark(chart, span, colour)));
  }, [config, spans, colour]);
  return null;
}

function mark(chart: uPlot, span: AlarmSpan, colour: string): void {
  const { ctx, bbox } = chart;
  const right = bbox.left + bbox.width;
  const at = (time: number) => Math.min(Math.max(chart.valToPos(time, 'x', true), bbox.left), right);
  const [begin, end] = [at(span.begins), span.ends === null ? right : at(span.ends)];
  ctx.save();
  ctx.fillStyle = colour;
  ctx.globalAlpha = 0.08;
  ctx.fillRect(begin, bbox.top, end - begin, bbox.height);
  ctx.globalAlpha = 0.9;
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(begin, bbox.top);
  ctx.lineTo(begin, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
