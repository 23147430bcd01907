import { Entry } from '../../core/buzz/record/entry';

/** An entry as it is stored; null for one that does not read as any, so that a damaged line hides no other. */
export const readEntry = (body: string): Entry | null => {
  try {
    const read = Entry.safeParse(JSON.parse(body));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
};
