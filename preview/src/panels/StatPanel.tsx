import { getDisplayValueAlignmentFactors, VizOrientation } from '@grafana/data';
import { BigValue, BigValueColorMode, BigValueGraphMode, BigValueTextMode, useTheme2, VizRepeater } from '@grafana/ui';

import { timeRange } from '../times';
import { displayValues } from './displayValues';
import type { DrawProps } from '.';

export function StatPanel(props: DrawProps) {
  const { panel, scene, width, height } = props;
  const theme = useTheme2();
  const options = panel.options ?? {};
  const graphMode = options.graphMode ?? BigValueGraphMode.Area;
  return (
    <VizRepeater
      getValues={() => displayValues(props, theme, graphMode !== BigValueGraphMode.None)}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, alignmentFactors, width, height, count }) => (
        <BigValue
          value={value.display}
          sparkline={value.sparkline && { ...value.sparkline, timeRange: timeRange(scene) }}
          colorMode={options.colorMode ?? BigValueColorMode.Value}
          graphMode={graphMode}
          justifyMode={options.justifyMode}
          textMode={options.textMode ?? BigValueTextMode.Auto}
          text={options.text}
          disableWideLayout={options.wideLayout === false}
          {...{ alignmentFactors, count, theme, width, height }}
        />
      )}
      source={props.frames}
      renderCounter={theme.isDark ? 1 : 2}
      autoGrid
      itemSpacing={3}
      orientation={options.orientation ?? VizOrientation.Auto}
      {...{ width, height }}
    />
  );
}
