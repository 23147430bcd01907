import { type Encoding, encodings } from '../../contract/encodings';

/** The encoding that a person names: by our name for it, or by one of the names that the standard lists (`gbk`, `latin1`). */
export const encodingNamed = (label: string): Encoding | null => {
  const ours = (name: string) => encodings.find((encoding) => encoding === name) ?? null;
  const lower = label.trim().toLowerCase();
  try {
    const { encoding } = new TextDecoder(lower);
    return ours(encoding === 'gbk' ? 'gb18030' : encoding);
  } catch {
    return ours(lower);
  }
};
