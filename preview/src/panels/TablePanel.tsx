import { outerJoinDataFrames } from '@grafana/data';
import { TableNG } from '@grafana/ui/unstable';

import { Message } from '../Message';
import type { DrawProps } from '.';

/** A table of the values at each time. */
export function TablePanel({ panel, frames, width, height }: DrawProps) {
  if (panel.transformations?.length) {
    return <Message lines={['Its transformations are Grafana’s own and are not done here.']} />;
  }
  const data = frames.length === 1 ? frames[0] : outerJoinDataFrames({ frames });
  return data ? <TableNG ariaLabel={panel.title} data={data} width={width} height={height} /> : null;
}
