import { type DataFrame, FieldType, formattedValueToString, getFieldDisplayName, reduceField } from '@grafana/data';

import type { Scene } from './page';
import { clock } from './times';

/** Say in words what a chart shows, for those who do not see it. */
export function summary(title: string, frames: DataFrame[], scene: Scene): string {
  const lines = frames.flatMap((frame) =>
    frame.fields
      .filter((field) => field.type === FieldType.number)
      .map((field) => {
        const calcs = reduceField({ field, reducers: ['min', 'max', 'lastNotNull'] });
        const shown = (value: unknown) => (field.display ? formattedValueToString(field.display(value)) : `${value}`);
        const name = getFieldDisplayName(field, frame, frames);
        return `${name}: least ${shown(calcs.min)}, most ${shown(calcs.max)}, last ${shown(calcs.lastNotNull)}`;
      })
  );
  return `${title}, ${clock(scene.from)} to ${clock(scene.to)}. ${lines.join('. ')}`;
}
