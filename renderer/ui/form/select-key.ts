export type SelectMove =
  | { kind: 'pass' }
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'active'; index: number }
  | { kind: 'pick' }
  /** Tab: takes the active option and lets the focus move on. */
  | { kind: 'leave' };

/** What a key does to a select-only combobox, as the ARIA authoring practices have it. Pure. */
export const selectKey = (
  pressed: { key: string; alt: boolean; ctrl: boolean },
  state: { open: boolean; active: number; labels: readonly string[] },
): SelectMove => {
  const { key } = pressed;
  const { open, active, labels } = state;
  const last = labels.length - 1;
  if (pressed.ctrl) return { kind: 'pass' };
  if (!open) {
    const opens = key === 'ArrowDown' || key === 'ArrowUp' || key === 'Enter' || key === ' ';
    return opens ? { kind: 'open' } : { kind: 'pass' };
  }
  if (pressed.alt && key === 'ArrowUp') return { kind: 'pick' };
  if (pressed.alt) return { kind: 'pass' };
  switch (key) {
    case 'ArrowDown':
      return { kind: 'active', index: Math.min(active + 1, last) };
    case 'ArrowUp':
      return { kind: 'active', index: Math.max(active - 1, 0) };
    case 'Home':
      return { kind: 'active', index: 0 };
    case 'End':
      return { kind: 'active', index: last };
    case 'Enter':
    case ' ':
      return { kind: 'pick' };
    case 'Tab':
      return { kind: 'leave' };
    case 'Escape':
      return { kind: 'close' };
    default: {
      if ([...key].length !== 1) return { kind: 'pass' };
      const order = [...labels.keys()].map((step) => (active + 1 + step) % labels.length);
      const hit = order.find((index) => labels[index]?.toLowerCase().startsWith(key.toLowerCase()));
      return hit === undefined ? { kind: 'pass' } : { kind: 'active', index: hit };
    }
  }
};
