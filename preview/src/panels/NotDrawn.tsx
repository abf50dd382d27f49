import { Message } from '../Message';
import type { DrawProps } from '.';

/** Where there are data but nothing to draw them with. */
export function NotDrawn({ panel, frames }: DrawProps) {
  const names = frames.map(({ name }) => name ?? '');
  return <Message lines={[`Data are there, and not drawn: ${names.join(', ')}.`]} standIn={panel.type} />;
}
