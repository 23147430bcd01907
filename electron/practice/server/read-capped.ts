/** Reads a body of at most `most` bytes; null for a longer one, of which no more is read than that. */
export const readCapped = async (request: Request, most: number): Promise<Uint8Array | null> => {
  const declared = request.headers.get('content-length');
  if (declared !== null && Number(declared) > most) return null;
  // HTTP holds the sender to the length it declares.
  if (declared !== null) return new Uint8Array(await request.arrayBuffer());
  const reader = request.body?.getReader();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > most) return null;
    parts.push(part.value);
  }
  return Buffer.concat(parts);
};
