import { renderMarkdown } from '@grafana/data';
import { PanelChrome, useTheme2 } from '@grafana/ui';
import { type ReactNode, useMemo } from 'react';

import { framesOf } from './frames';
import { Captions, Message } from './Message';
import type { AlarmSpan, Panel, PanelData, Scene } from './page';
import { drawing, type Drawing } from './panels';
import { questions } from './questions';
import { summary } from './summary';

/** The height of a line that is said below a drawing. */
const CAPTION = 20;
/** Below this height only an answer has room. */
const ROOM_FOR_QUESTIONS = 160;

interface Props {
  panel: Panel;
  data: PanelData | undefined;
  nothing: string;
  scene: Scene;
  spans: AlarmSpan[];
  width: number;
  height: number;
}

/** A panel in Grafana's frame; what is in it depends on its type. */
export function PanelView({ panel, data, nothing, scene, spans, width, height }: Props) {
  const theme = useTheme2();
  const series = data?.series ?? [];
  const frames = useMemo(() => framesOf(panel, series, theme), [panel, data, theme]);
  const known = drawing(panel.type);
  const notes = data?.notes ?? [];
  const title = panel.title ?? '';
  return (
    <article
      aria-label={title || panel.type}
      data-panel={panel.id}
      data-type={panel.type}
      data-drawn={known.isStandIn ? 'stand-in' : series.length || !known.needsData ? 'yes' : 'no data'}
    >
      <PanelChrome
        title={title}
        description={panel.description ? renderMarkdown(panel.description) : ''}
        displayMode={panel.transparent ? 'transparent' : 'default'}
        width={width}
        height={height}
      >
        {(innerWidth, innerHeight) => content(innerWidth, innerHeight)}
      </PanelChrome>
    </article>
  );

  function content(innerWidth: number, innerHeight: number): ReactNode {
    if (known.needsData && (!series.length || !known.isDrawn)) {
      const lines = series.length ? ['There are data.'] : [nothing];
      return (
        <Message
          lines={notes.length ? notes : lines}
          questions={innerHeight < ROOM_FOR_QUESTIONS ? [] : questions(panel)}
          standIn={known.isStandIn ? panel.type : undefined}
        />
      );
    }
    const captions = known.isDrawn && known.isStandIn ? [simply(panel.type), ...notes] : notes;
    const room = innerHeight - captions.length * CAPTION;
    const body = (
      <>
        <Body known={known} {...{ panel, frames, scene, spans, innerWidth }} innerHeight={room} />
        <Captions lines={captions} />
      </>
    );
    return known.isImage ? (
      <div role="img" aria-label={summary(title, frames, scene)}>
        {body}
      </div>
    ) : (
      body
    );
  }
}

function simply(type: string): string {
  return `Drawn simply: Grafana does not publish its panel “${type}”.`;
}

interface BodyProps {
  known: Drawing;
  panel: Panel;
  frames: ReturnType<typeof framesOf>;
  scene: Scene;
  spans: AlarmSpan[];
  innerWidth: number;
  innerHeight: number;
}

function Body({ known, panel, frames, scene, spans, innerWidth, innerHeight }: BodyProps) {
  const Draw = known.component;
  return <Draw {...{ panel, frames, scene, spans }} width={innerWidth} height={innerHeight} />;
}
