import type { WindowKind } from '../../contract/ipc/request';

/** The parts of a `WebContents` used here. */
export interface Contents {
  readonly id: number;
  isDestroyed(): boolean;
  send(channel: string, ...values: unknown[]): void;
  once(event: 'destroyed', listener: () => void): unknown;
}

/** The windows that this program has opened, by `webContents` id. A request from any other sender is refused. */
export interface KnownWindows {
  /** Adds a window of this kind until it is destroyed. */
  add(contents: Contents, kind: WindowKind): void;
  kindOf(id: number): WindowKind | null;
  ofKind(kind: WindowKind): readonly Contents[];
}

export const createKnownWindows = (): KnownWindows => {
  const known = new Map<number, { contents: Contents; kind: WindowKind }>();
  return {
    add(contents, kind) {
      // Read now: a destroyed object has no id any more.
      const { id } = contents;
      known.set(id, { contents, kind });
      contents.once('destroyed', () => known.delete(id));
    },
    kindOf: (id) => known.get(id)?.kind ?? null,
    ofKind: (kind) => [...known.values()].filter((entry) => entry.kind === kind).map((entry) => entry.contents),
  };
};
