import { css } from '@emotion/css';
import { type DataFrame, type Field, FieldType, formattedValueToString, getFieldDisplayName, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { clock } from '../times';
import type { DrawProps } from '.';

/** A strip for each series, coloured by the value: ours, because Grafana publishes none. */
export function StateTimeline({ frames, scene }: DrawProps) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.list}>
      {frames.map((frame) => {
        const field = frame.fields.find(({ type }) => type === FieldType.number)!;
        return (
          <div key={getFieldDisplayName(field, frame, frames)}>
            <dt>{getFieldDisplayName(field, frame, frames)}</dt>
            <dd>
              {stretches(frame, field).map(({ begins, ends, text, colour }) => (
                <span
                  key={begins}
                  title={`${clock(begins)} to ${clock(ends)}: ${text}`}
                  style={{ background: colour, flexGrow: (ends - begins) / (scene.to - scene.from) }}
                >
                  {text}
                </span>
              ))}
            </dd>
          </div>
        );
      })}
      <p>Drawn simply: Grafana does not publish its panel “state-timeline”.</p>
    </dl>
  );
}

interface Stretch {
  begins: number;
  ends: number;
  text: string;
  colour: string;
}

function stretches(frame: DataFrame, field: Field): Stretch[] {
  const times: number[] = frame.fields[0].values;
  const step = frame.fields[0].config.interval ?? 0;
  const found: Stretch[] = [];
  field.values.forEach((value, slot) => {
    const shown = value === null ? null : field.display!(value);
    const [text, colour] = shown ? [formattedValueToString(shown), shown.color ?? 'none'] : ['', 'none'];
    const last = found[found.length - 1];
    if (last?.text === text) {
      last.ends = times[slot] + step;
    } else {
      found.push({ begins: times[slot], ends: times[slot] + step, text, colour });
    }
  });
  return found;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({
      margin: 0,
      dt: { ...theme.typography.bodySmall, fontWeight: 'normal' },
      dd: { display: 'flex', height: 24, margin: theme.spacing(0, 0, 1) },
      'dd span': { flexBasis: 0, overflow: 'hidden', whiteSpace: 'nowrap', padding: '0 4px', color: '#111' },
      p: { ...theme.typography.bodySmall, color: theme.colors.text.secondary },
    }),
  };
}
