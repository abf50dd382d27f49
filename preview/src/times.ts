import { dateTimeFormat, dateTimeForTimeZone, type TimeRange } from '@grafana/data';

import type { Scene } from './page';

export function timeRange(scene: Scene): TimeRange {
  const [from, to] = [scene.from, scene.to].map((time) => dateTimeForTimeZone('utc', time));
  return { from, to, raw: { from, to } };
}

/** `10:04`, or with seconds where there are some. */
export function clock(time: number): string {
  return dateTimeFormat(time, { timeZone: 'utc', format: time % 60_000 ? 'HH:mm:ss' : 'HH:mm' });
}

export function moment(time: number): string {
  return dateTimeFormat(time, { timeZone: 'utc', format: 'YYYY-MM-DD HH:mm' });
}
