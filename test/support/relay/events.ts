import type { Board } from '../../../electron/contract/model/board';

/** An event of a stream as it came. */
export interface HeardEvent {
  id: string;
  event: string;
  data: string;
}

/** Reads a stream of events until `enough` is true of what came, and leaves it. Answers with all events that had come. */
export const hear = async (
  answer: Response,
  enough: (events: readonly HeardEvent[]) => boolean,
): Promise<readonly HeardEvent[]> => {
  const events: HeardEvent[] = [];
  const decoder = new TextDecoder();
  let rest = '';
  let id = '';
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(part, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').flatMap((line) => {
          const [, name = '', text = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
          return name === '' ? [] : [[name, text] as const];
        }),
      );
      id = fields.get('id') ?? id;
      const data = fields.get('data');
      if (data !== undefined) events.push({ id, event: fields.get('event') ?? 'message', data });
    }
    if (enough(events)) break;
  }
  return events;
};

export const boardsIn = (events: readonly HeardEvent[]): readonly Board[] =>
  events.flatMap(({ event, data }) => (event === 'board' ? [JSON.parse(data) as Board] : []));
