import { type FieldDisplay, getFieldDisplayValues, type GrafanaTheme2 } from '@grafana/data';

import type { DrawProps } from '.';

/** Reduce each series to the numbers that the options ask for. */
export function displayValues({ panel, frames }: DrawProps, theme: GrafanaTheme2, sparkline: boolean): FieldDisplay[] {
  return getFieldDisplayValues({
    data: frames,
    reduceOptions: { calcs: ['lastNotNull'], ...panel.options?.reduceOptions },
    fieldConfig: { defaults: {}, overrides: [] },
    replaceVariables: (text) => text,
    theme,
    timeZone: 'utc',
    sparkline,
  });
}
