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
 * The first bytes of a connection to an X server: little endian, protocol 11.0, then the authorization.
 * @param {string | undefined} file with the cookie (`XAUTHORITY`); without one, or with an empty one, none is shown
 */
export async function setupRequest(file) {
  const { scheme, cookie } = await readAuthority(file);
  const head = Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16LE(scheme.length, 6);
  head.writeUInt16LE(cookie.length, 8);
  return Buffer.concat([head, padded(Buffer.from(scheme, 'latin1')), padded(cookie)]);
}

/**
 * Bytes filled up to a multiple of four, as texts are in X11 requests.
 * @param {Buffer} bytes
 */
export const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

/**
 * The first cookie in an authority file, as a connection shows it to the server; empty without a file.
 * @param {string | undefined} file
 * @returns {Promise<{ scheme: string, cookie: Buffer }>}
 */
async function readAuthority(file) {
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
