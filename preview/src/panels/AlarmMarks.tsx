import { type UPlotConfigBuilder, useTheme2 } from '@grafana/ui';
import { useLayoutEffect } from 'react';
import type uPlot from 'uplot';

import type { AlarmSpan } from '../page';

/** Room at the right of a chart: else the last time of the axis is cut off. */
const MARGIN = 20;

/** Marks in a chart when alarms were in ALARM: a line where each begins, a tint while any is. */
export function AlarmMarks({ config, spans }: { config: UPlotConfigBuilder; spans: AlarmSpan[] }) {
  const theme = useTheme2();
  const colour = theme.visualization.getColorByName('red');
  // Before the chart is made, which takes its hooks then.
  useLayoutEffect(() => {
    config.setPadding([null, MARGIN, null, null]);
    config.addHook('drawClear', (chart) => mark(chart, spans, colour));
  }, [config, spans, colour]);
  return null;
}

function mark(chart: uPlot, spans: AlarmSpan[], colour: string): void {
  const { ctx, bbox } = chart;
  const right = bbox.left + bbox.width;
  const at = (time: number) => Math.min(Math.max(chart.valToPos(time, 'x', true), bbox.left), right);
  ctx.save();
  ctx.fillStyle = ctx.strokeStyle = colour;
  ctx.globalAlpha = 0.12;
  for (const [begins, ends] of joined(spans)) {
    ctx.fillRect(at(begins), bbox.top, at(ends) - at(begins), bbox.height);
  }
  ctx.globalAlpha = 0.9;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  for (const { begins } of spans) {
    ctx.moveTo(at(begins), bbox.top);
    ctx.lineTo(at(begins), bbox.top + bbox.height);
  }
  ctx.stroke();
  ctx.restore();
}

/** Return the times in which any alarm was in ALARM; spans are in order of their begin. */
function joined(spans: AlarmSpan[]): Array<[number, number]> {
  const found: Array<[number, number]> = [];
  for (const { begins, ends } of spans) {
    const last = found[found.length - 1];
    const until = ends ?? Infinity;
    if (last && begins <= last[1]) {
      last[1] = Math.max(last[1], until);
    } else {
      found.push([begins, until]);
    }
  }
  return found;
}
