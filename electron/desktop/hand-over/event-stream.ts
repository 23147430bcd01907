/** Longest event that is read (characters). */
const longestEvent = 16 * 1024 * 1024;

export interface StreamEvent {
  id: string | null;
  name: string;
  data: string;
}

const eventOf = (block: string): StreamEvent => {
  const found: StreamEvent = { id: null, name: '', data: '' };
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^(id|event|data): ?(.*)$/.exec(line) ?? [];
    if (field === 'id') found.id = value;
    else if (field === 'event') found.name = value;
    else if (field === 'data') found.data += value;
  }
  return found;
};

/**
 * The events of a stream (SSE) as they come, until it ends. Rejects when it breaks. `onWord` is told of every sign of life,
 * those without an event as well.
 */
export async function* eventsIn(
  stream: ReadableStream<Uint8Array>,
  onWord: () => void,
): AsyncGenerator<StreamEvent, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of stream as unknown as AsyncIterable<Uint8Array>) {
    onWord();
    rest += decoder.decode(part, { stream: true });
    if (rest.length > longestEvent) return;
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) yield eventOf(block);
  }
}
