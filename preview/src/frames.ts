import {
  applyFieldOverrides,
  type DataFrame,
  FieldConfigOptionsRegistry,
  type FieldConfigPropertyItem,
  FieldType,
  type GrafanaTheme2,
} from '@grafana/data';

import type { Panel, Series } from './page';

const STANDARD = [
  'unit', 'min', 'max', 'decimals', 'displayName', 'color', 'thresholds', 'mappings', 'noValue',
  'fieldMinMax', 'links', 'description', 'filterable',
];

/** Return the data of a panel as Grafana's frames, with the panel's field configuration. */
export function framesOf(panel: Panel, series: Series[], theme: GrafanaTheme2): DataFrame[] {
  const fieldConfig = {
    defaults: withFloor(panel.fieldConfig?.defaults ?? {}),
    overrides: panel.fieldConfig?.overrides ?? [],
  };
  return applyFieldOverrides({
    data: series.map(frameOf),
    fieldConfig,
    fieldConfigRegistry: registryOf(panel),
    replaceVariables: (text) => text,
    theme,
    timeZone: 'utc',
  });
}

function frameOf(series: Series): DataFrame {
  const times = series.values.map((_, slot) => series.start + slot * series.step);
  return {
    refId: series.refId,
    name: series.name,
    length: times.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: { interval: series.step }, values: times },
      {
        name: series.name,
        type: FieldType.number,
        config: { displayNameFromDS: series.name },
        values: series.values,
      },
    ],
  };
}

/** In JSON the lowest step has no value: JSON lacks the infinite. */
function withFloor(defaults: Record<string, any>): Record<string, any> {
  const thresholds = defaults.thresholds && {
    ...defaults.thresholds,
    steps: defaults.thresholds.steps.map((step: { value: number | null }) => ({
      ...step,
      value: step.value ?? -Infinity,
    })),
  };
  // A time series without a colour takes the classic palette in Grafana, and so do others.
  return { color: { mode: 'palette-classic' }, ...defaults, ...(thresholds && { thresholds }) };
}

/** Know each property that a panel's defaults and overrides name: Grafana's own list is not published. */
function registryOf(panel: Panel): FieldConfigOptionsRegistry {
  const custom = new Set(Object.keys(panel.fieldConfig?.defaults?.custom ?? {}));
  for (const override of panel.fieldConfig?.overrides ?? []) {
    for (const { id } of override.properties as Array<{ id: string }>) {
      if (id.startsWith('custom.')) {
        custom.add(id.slice('custom.'.length));
      }
    }
  }
  const items = [
    ...STANDARD.map((path) => item(path, path, false)),
    ...[...custom].map((path) => item(`custom.${path}`, path, true)),
  ];
  return new FieldConfigOptionsRegistry(() => items);
}

function item(id: string, path: string, isCustom: boolean): FieldConfigPropertyItem {
  return {
    id,
    path,
    isCustom,
    name: id,
    description: '',
    editor: () => null,
    override: () => null,
    process: (value) => value,
    shouldApply: () => true,
  };
}
