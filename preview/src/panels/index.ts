import type { DataFrame } from '@grafana/data';
import type { ComponentType } from 'react';

import type { AlarmSpan, Panel, Scene } from '../page';
import { BarGaugePanel } from './BarGaugePanel';
import { StateTimeline } from './StateTimeline';
import { StatPanel } from './StatPanel';
import { TablePanel } from './TablePanel';
import { TextPanel } from './TextPanel';
import { TimeSeriesPanel } from './TimeSeriesPanel';

export interface DrawProps {
  panel: Panel;
  frames: DataFrame[];
  scene: Scene;
  spans: AlarmSpan[];
  width: number;
  height: number;
}

/** How a type of panel is drawn. */
export interface Drawing {
  component: ComponentType<DrawProps>;
  needsData: boolean;
  /** Whether it is a picture, which needs words for those who do not see it. */
  isImage: boolean;
  /** Whether Grafana publishes no such panel. */
  isStandIn: boolean;
  /** Whether it is drawn at all. */
  isDrawn: boolean;
}

const CHART = { needsData: true, isImage: true, isStandIn: false, isDrawn: true };
const TEXT = { needsData: false, isImage: false, isStandIn: false, isDrawn: true };
const STAND_IN = { needsData: true, isImage: false, isStandIn: true, isDrawn: true };

const DRAWINGS: Record<string, Drawing> = {
  timeseries: { ...CHART, component: TimeSeriesPanel },
  stat: { ...CHART, component: StatPanel },
  bargauge: { ...CHART, component: BarGaugePanel },
  gauge: { ...CHART, component: BarGaugePanel, isStandIn: true },
  table: { ...TEXT, needsData: true, component: TablePanel },
  text: { ...TEXT, component: TextPanel },
  'state-timeline': { ...STAND_IN, component: StateTimeline },
};

const NOT_DRAWN: Drawing = { ...STAND_IN, component: () => null, isDrawn: false };

export function drawing(type: string): Drawing {
  return DRAWINGS[type] ?? NOT_DRAWN;
}
