/** Longest answer that is read, unpacked (bytes). The largest real one, 100 members with long names, is far below 1 MB. */
export const longestAnswer = 4 * 1024 * 1024;

/** A body as far as it was read; `whole` is false for one that is longer than any answer of Feishu's. */
interface ReadBody {
  whole: boolean;
  parts: readonly Uint8Array[];
}

/**
 * Reads a body to its end, or to the first part beyond `longestAnswer`. A few bytes can unpack to gigabytes, so every way to
 * the network reads by this. Whoever gets half a body has to end its request: an open one holds one of the few connections
 * to its host.
 */
export const readBody = async (response: Response): Promise<ReadBody> => {
  const parts: Uint8Array[] = [];
  if (!response.body) return { whole: true, parts };
  const reader = response.body.getReader();
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    bytes += part.value.byteLength;
    if (bytes <= longestAnswer) continue;
    // Node may have forgotten by now how to end the request by its signal, and ends it by this; Chromium does not.
    reader.cancel().catch(() => undefined);
    return { whole: false, parts };
  }
  return { whole: true, parts };
};
