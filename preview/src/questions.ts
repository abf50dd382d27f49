import type { Panel, Target } from './page';

/** What a panel asks of logs and traces, of which neither drills nor recordings have any. */
export function questions(panel: Panel): string[] {
  return (panel.targets ?? []).map(question).filter((text) => text !== '');
}

function question(target: Target): string {
  if (target.queryMode === 'Logs') {
    return `${target.expression ?? ''}\n# in ${(target.logGroupNames ?? []).join(', ') || 'no log group'}`;
  }
  return target.queryMode === 'X-Ray' ? `${target.queryType ?? ''} ${target.query ?? ''}`.trim() : '';
}
