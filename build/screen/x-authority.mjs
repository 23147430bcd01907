import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/** The kind of secret that X servers and their programs share: 16 random bytes. */
const scheme = 'MIT-MAGIC-COOKIE-1';
/** An entry that fits every address (Xauth(3), `FamilyWild`); an empty number fits every display. */
const anyAddress = 0xffff;

/** @param {string | Buffer} value */
const counted = (value) => {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/**
 * Writes an authority file with a new cookie, for the server (`-auth`) and for its programs (`XAUTHORITY`). Without one a
 * server takes every user of the machine: to see the screen, and to type on it.
 * @param {string} file in a folder that only its owner can enter
 */
export async function writeAuthority(file) {
  const family = Buffer.alloc(2);
  family.writeUInt16BE(anyAddress);
  const entry = Buffer.concat([family, counted(''), counted(''), counted(scheme), counted(randomBytes(16))]);
  await writeFile(file, entry, { mode: 0o600, flag: 'wx' });
}

/**
 * The first cookie in an authority file, as a connection shows it to the server; empty without a file.
 * @param {string | undefined} file
 * @returns {Promise<{ scheme: string, cookie: Buffer }>}
 */
export async function readAuthority(file) {
  const bytes = file ? await readFile(file).catch(() => Buffer.alloc(0)) : Buffer.alloc(0);
  let offset = 2;
  const next = () => {
    const start = offset + 2;
    offset = start + (bytes.length < start ? 0 : bytes.readUInt16BE(offset));
    return bytes.subarray(start, offset);
  };
  next();
  next();
  return { scheme: next().toString('latin1'), cookie: Buffer.from(next()) };
}
