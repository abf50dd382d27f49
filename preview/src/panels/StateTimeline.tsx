import { css } from '@emotion/css';
import { type DataFrame, type Field, FieldType, formattedValueToString, getFieldDisplayName, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import { clock } from '../times';
import type { DrawProps } from '.';

/** A strip for each series, coloured by the value. */
export function StateTimeline({ frames, scene, height }: DrawProps) {
  const styles = useStyles2(getStyles);
  const { getContrastText } = useTheme2().colors;
  const contrast = (colour: string) => (colour === 'none' ? 'inherit' : getContrastText(colour));
  return (
    <dl className={styles.list} style={{ height }}>
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
                  style={{ background: colour, color: contrast(colour), flexGrow: (ends - begins) / (scene.to - scene.from) }}
                >
                  {text}
                </span>
              ))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

interface Stretch {
  begins: number;
  ends: number;
  text: string;
  colour: string;
}

/** Return the times of one colour, each with its values from the first to the last. */
function stretches(frame: DataFrame, field: Field): Stretch[] {
  const times: number[] = frame.fields[0].values;
  const step = frame.fields[0].config.interval ?? 0;
  const found: Stretch[] = [];
  field.values.forEach((value, slot) => {
    const shown = value === null ? null : field.display!(value);
    const [text, colour] = shown ? [formattedValueToString(shown), shown.color ?? 'none'] : ['', 'none'];
    const last = found[found.length - 1];
    if (last?.colour === colour) {
      last.ends = times[slot] + step;
      last.text = joined(last.text, text);
    } else {
      found.push({ begins: times[slot], ends: times[slot] + step, text, colour });
    }
  });
  return found;
}

function joined(before: string, text: string): string {
  const first = before.split(' … ')[0];
  return first === text ? first : `${first} … ${text}`;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({
      margin: 0,
      overflow: 'auto',
      dt: { ...theme.typography.bodySmall, fontWeight: 'normal' },
      dd: { display: 'flex', height: 24, margin: theme.spacing(0, 0, 1) },
      'dd span': { flexBasis: 0, overflow: 'hidden', whiteSpace: 'nowrap', padding: '0 4px' },
    }),
  };
}
