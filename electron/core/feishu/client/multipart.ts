/** A file in a form. Without its own name and type Feishu does not see a file (feishu-api 3.11). */
export interface FormFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** A form with files, by the names of its fields. */
export type Form = Readonly<Record<string, string | FormFile>>;

const lineEnd = '\r\n';

/**
 * Writes a `multipart/form-data` body and its content type. The boundary is the digest of the files, so that it is in none of
 * them. Names and types are the program's own words: they are written as they are.
 */
export const multipart = (form: Form): { contentType: string; body: Uint8Array<ArrayBuffer> } => {
  const digest = process.getBuiltinModule('node:crypto').createHash('sha256');
  for (const value of Object.values(form)) digest.update(typeof value === 'string' ? value : value.bytes);
  const boundary = `buzz-${digest.digest('hex').slice(0, 40)}`;
  const parts = Object.entries(form).flatMap(([field, value]) => {
    const file = typeof value === 'string' ? null : value;
    const head = [
      `--${boundary}`,
      `Content-Disposition: form-data; name="${field}"${file ? `; filename="${file.name}"` : ''}`,
      ...(file ? [`Content-Type: ${file.type}`] : []),
      '',
      '',
    ].join(lineEnd);
    return [Buffer.from(head), file?.bytes ?? Buffer.from(String(value)), Buffer.from(lineEnd)];
  });
  // A copy of its own: a body that is sent must not be a window into a pool of Node's.
  const body = Uint8Array.from(Buffer.concat([...parts, Buffer.from(`--${boundary}--${lineEnd}`)]));
  return { contentType: `multipart/form-data; boundary=${boundary}`, body };
};
