import { getDisplayValueAlignmentFactors, VizOrientation } from '@grafana/data';
import { BarGaugeDisplayMode } from '@grafana/schema';
import { BarGauge, useTheme2, VizRepeater } from '@grafana/ui';

import { displayValues } from './displayValues';
import type { DrawProps } from '.';

export function BarGaugePanel(props: DrawProps) {
  const theme = useTheme2();
  const options = props.panel.options ?? {};
  const orientation = options.orientation === 'vertical' ? VizOrientation.Vertical : VizOrientation.Horizontal;
  return (
    <VizRepeater
      getValues={() => displayValues(props, theme, false)}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, alignmentFactors, width, height }) => (
        <BarGauge
          value={value.display}
          field={value.field}
          display={(number) => value.view?.getFieldDisplayProcessor(value.colIndex ?? 0)?.(number) ?? value.display}
          displayMode={options.displayMode ?? BarGaugeDisplayMode.Gradient}
          showUnfilled={options.showUnfilled ?? true}
          text={options.text}
          {...{ alignmentFactors, orientation, theme, width, height }}
        />
      )}
      source={props.frames}
      renderCounter={theme.isDark ? 1 : 2}
      minVizHeight={10}
      orientation={orientation}
      width={props.width}
      height={props.height}
    />
  );
}
