import { DashboardCursorSync, EventBusSrv } from '@grafana/data';
import { SortOrder, TooltipDisplayMode } from '@grafana/schema';
import { PanelContextProvider, TimeSeries, TooltipPlugin, useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';

import { timeRange } from '../times';
import { AlarmMarks } from './AlarmMarks';
import type { DrawProps } from '.';

/** All charts share a crosshair. */
const CONTEXT = {
  eventsScope: 'preview',
  eventBus: new EventBusSrv(),
  sync: () => DashboardCursorSync.Crosshair,
};
const LEGEND = { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] };

export function TimeSeriesPanel({ panel, frames, scene, spans, width, height }: DrawProps) {
  const theme = useTheme2();
  const range = useMemo(() => timeRange(scene), [scene]);
  const legend = useMemo(() => ({ ...LEGEND, ...panel.options?.legend }), [panel]);
  const tooltip = panel.options?.tooltip ?? {};
  return (
    <PanelContextProvider value={CONTEXT}>
      <TimeSeries
        key={`${theme.name} ${scene.name}`}
        frames={frames}
        structureRev={1}
        timeRange={range}
        timeZone="utc"
        legend={legend}
        options={panel.options}
        {...{ theme, width, height }}
      >
        {(config, aligned) => (
          <>
            <AlarmMarks config={config} spans={spans} />
            {tooltip.mode !== TooltipDisplayMode.None && (
              <TooltipPlugin
                config={config}
                data={aligned}
                frames={frames}
                mode={tooltip.mode ?? TooltipDisplayMode.Single}
                sortOrder={tooltip.sort ?? SortOrder.None}
                timeZone="utc"
              />
            )}
          </>
        )}
      </TimeSeries>
    </PanelContextProvider>
  );
}
