/** What tocsin/preview/page.py writes into the page. */

export interface GridPos {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Target {
  refId: string;
  hide?: boolean;
  queryMode?: string;
  queryType?: string;
  query?: string;
  expression?: string;
  logGroupNames?: string[];
}

/** A panel of Grafana's classic schema; what a kind of panel needs, it reads from the options. */
export interface Panel {
  id: number;
  type: string;
  title?: string;
  description?: string;
  gridPos: GridPos;
  collapsed?: boolean;
  panels?: Panel[];
  targets?: Target[];
  options?: Record<string, any>;
  fieldConfig?: { defaults?: Record<string, any>; overrides?: any[] };
  transformations?: any[];
  transparent?: boolean;
}

export interface Dashboard {
  uid: string;
  title: string;
  description?: string;
  panels: Panel[];
}

/** One series: a value a step; null where there is no datapoint. */
export interface Series {
  refId: string;
  name: string;
  start: number;
  step: number;
  values: Array<number | null>;
}

export interface PanelData {
  series: Series[];
  /** Why there is nothing to draw, or what is left out; empty if nothing is. */
  notes: string[];
}

/** A time during which an alarm was in ALARM, in milliseconds since 1970. */
export interface AlarmSpan {
  alarm: string;
  begins: number;
  ends: number | null;
}

/** Data for the dashboards: of one drill, or of a recording. */
export interface Scene {
  name: string;
  from: number;
  to: number;
  /** By uid of the dashboard, then by id of the panel. */
  data: Record<string, Record<string, PanelData>>;
  alarms: Record<string, AlarmSpan[]>;
}

export interface Page {
  source: string;
  nothing: string;
  dashboards: Dashboard[];
  scenes: Scene[];
}

export function readPage(): Page {
  return JSON.parse(document.getElementById('page-data')!.textContent!) as Page;
}
