/** A JSON pointer (RFC 6901): `/build/number`. */
export const isPointer = (text: string): boolean => text.length <= 300 && /^(?:\/(?:[^~/]|~[01])*)+$/u.test(text);

const own = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** The text, number or truth value at this place; '' if there is none. */
export const textAt = (value: unknown, pointer: string): string => {
  const names = pointer.split('/').slice(1);
  const found = names.reduce((at, name) => own(at, name.replaceAll('~1', '/').replaceAll('~0', '~')), value);
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
};
