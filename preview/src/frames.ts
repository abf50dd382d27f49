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

/** Panels that colour by series if nothing is said; others colour by thresholds. */
const BY_PALETTE = new Set(['timeseries', 'barchart', 'piechart', 'histogram', 'xychart']);

/** How Grafana's time series look where nothing else is said. */
const LINES = {
  drawStyle: 'line',
  lineInterpolation: 'linear',
  lineWidth: 1,
  pointSize: 5,
  showPoints: 'auto',
  fillOpacity: 0,
  gradientMode: 'none',
  spanNulls: false,
  axisPlacement: 'auto',
  barAlignment: 0,
};

/** Return the data of a panel as Grafana's frames, with the panel's field configuration. */
export function framesOf(panel: Panel, series: Series[], theme: GrafanaTheme2): DataFrame[] {
  const fieldConfig = {
    defaults: completed(panel.fieldConfig?.defaults ?? {}, panel.type),
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

/** Fill in what Grafana would when it opens the panel. */
function completed(defaults: Record<string, any>, type: string): Record<string, any> {
  // In JSON the lowest step has no value, because JSON lacks the infinite.
  const steps = defaults.thresholds?.steps.map((step: Step) => ({ ...step, value: step.value ?? -Infinity }));
  const color = { mode: BY_PALETTE.has(type) ? 'palette-classic' : 'thresholds' };
  const custom = { ...(type === 'timeseries' && LINES), ...defaults.custom };
  return { color, ...defaults, custom, ...(steps && { thresholds: { ...defaults.thresholds, steps } }) };
}

interface Step {
  value: number | null;
}

/** Know each property that a panel's defaults and overrides name: Grafana's own list is not published. */
function registryOf(panel: Panel): FieldConfigOptionsRegistry {
  const custom = new Set(Object.keys({ ...LINES, ...panel.fieldConfig?.defaults?.custom }));
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
