// A page says that a person has held a button or pressed a key. A page that was taken over says so as well. What comes from
// a keyboard, a pointer or a finger passes through main before it reaches the page, and no page can make it.

/** The parts of an Electron `WebContents` used here. */
export interface InputContents {
  readonly id: number;
  on(event: 'input-event', listener: (event: unknown, input: Partial<KeyInput> & { type: string }) => void): unknown;
  on(event: 'before-input-event', listener: (event: unknown, input: KeyInput) => void): unknown;
  once(event: 'destroyed', listener: () => void): unknown;
}

interface KeyInput {
  type: string;
  key: string;
  isAutoRepeat: boolean;
  control: boolean;
  meta: boolean;
  shift: boolean;
}

/** What people did in windows lately. */
export interface Hands {
  follow(contents: InputContents): void;
  /** True if a person has pressed something in this window a moment ago. */
  isFresh(contentsId: number): boolean;
  /**
   * True once for each hold of a pointer, a finger, Space or Enter in this window, and for each Ctrl/⌘+Shift+Enter: the ways
   * in which a paid buzz is confirmed.
   */
  takePaid(contentsId: number): boolean;
}

/** Time after which a press counts no more (ms). A paid one may have to wait for its plan, which asks Feishu. */
const freshMs = 10_000;
const paidMs = 30_000;
/** Shortest hold that counts (ms): a little less than the page's button takes, as the page hears of it later. */
const heldMs = 800;

const downs: ReadonlySet<string> = new Set(['mouseDown', 'touchStart', 'pointerDown', 'gestureTapDown']);
const ups: ReadonlySet<string> = new Set(['mouseUp', 'touchEnd', 'touchCancel', 'pointerUp', 'pointerCancel']);

const keys: ReadonlySet<string> = new Set(['rawKeyDown', 'keyDown', 'keyUp']);

/** The newest press in a window. Times in ms. */
interface Press {
  at: number;
  /** Whether it can be a hold: any pointer, and the keys that press a button. */
  holds: boolean;
  /** When it ended; null: it is still down. */
  ended: number | null;
  /** Ctrl/⌘+Shift+Enter, which takes no hold. */
  byKeys: boolean;
  used: boolean;
}

export const createHands = (now: () => number): Hands => {
  const presses = new Map<number, Press>();

  const press = (id: number, kind: Pick<Press, 'holds' | 'byKeys'>) =>
    presses.set(id, { ...kind, at: now(), ended: null, used: false });
  const end = (id: number) => {
    const last = presses.get(id);
    if (last && last.ended === null) last.ended = now();
  };

  return {
    follow: (contents) => {
      const { id } = contents;
      const keyed = (input: Partial<KeyInput>) => {
        if (input.type === 'keyUp') return end(id);
        if (input.isAutoRepeat || input.key === undefined) return;
        const enter = input.key === 'Enter';
        const withKeys = input.shift === true && (input.control === true || input.meta === true);
        press(id, { holds: enter || input.key === ' ', byKeys: enter && withKeys });
      };
      contents.on('input-event', (_event, input) => {
        const { type } = input;
        if (downs.has(type)) press(id, { holds: true, byKeys: false });
        else if (ups.has(type)) end(id);
        else if (keys.has(type)) keyed(input);
      });
      // Documented to name the key; but it is not told of keys that tests press, which come by Chromium's own protocol.
      contents.on('before-input-event', (_event, input) => keyed(input));
      contents.once('destroyed', () => presses.delete(id));
    },

    isFresh: (id) => {
      const last = presses.get(id);
      return last !== undefined && now() - last.at <= freshMs;
    },

    takePaid: (id) => {
      const last = presses.get(id);
      if (!last || last.used || now() - last.at > paidMs) return false;
      if (!last.byKeys && !(last.holds && (last.ended ?? now()) - last.at >= heldMs)) return false;
      last.used = true;
      return true;
    },
  };
};
