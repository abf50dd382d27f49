import type { CSSProperties, Ref } from 'react';

import angleDown from '../node_modules/@grafana/ui/dist/public/img/icons/unicons/angle-down.svg?raw';
import angleRight from '../node_modules/@grafana/ui/dist/public/img/icons/unicons/angle-right.svg?raw';
import arrowDown from '../node_modules/@grafana/ui/dist/public/img/icons/unicons/arrow-down.svg?raw';
import arrowUp from '../node_modules/@grafana/ui/dist/public/img/icons/unicons/arrow-up.svg?raw';
import infoCircle from '../node_modules/@grafana/ui/dist/public/img/icons/unicons/info-circle.svg?raw';

const DRAWINGS: Record<string, string> = {
  'angle-down': angleDown,
  'angle-right': angleRight,
  'arrow-down': arrowDown,
  'arrow-up': arrowUp,
  'info-circle': infoCircle,
};

interface Props {
  src: string;
  title?: string;
  className?: string;
  style?: CSSProperties;
  width?: number;
  height?: number;
  innerRef?: Ref<SVGSVGElement>;
}

/** Stands in for react-inlinesvg, which fetches: an icon of the bundle, or an empty one. */
export default function InlineIcon({ src, title, className, style, width, height, innerRef }: Props) {
  const name = src.split('/').pop()!.replace('.svg', '');
  const inner = (DRAWINGS[name] ?? '').replace(/^[^]*?<svg[^>]*>/, '').replace('</svg>', '');
  const shared = { className, style, width, height, ref: innerRef, viewBox: '0 0 24 24' };
  return (
    <svg {...shared} aria-hidden={!title} aria-label={title} dangerouslySetInnerHTML={{ __html: inner }} />
  );
}
