import { createConnection } from 'node:net';
import { waitUntil } from '../script/wait-until.mjs';
import { padded, setupRequest } from './x-authority.mjs';

/**
 * As much of the X11 protocol as it takes to find out if a display answers and which parts are ready. A window manager
 * owns the selection `WM_S0`, a tray `_NET_SYSTEM_TRAY_S0` (ICCCM 2.8, XEMBED system tray protocol); asking for the owner
 * needs no tool to be installed. Local displays only.
 */

/** @typedef {{ DISPLAY?: string | undefined, XAUTHORITY?: string | undefined }} Display the environment of its programs */

/** @param {string} display such as `:99` or `:0.0` @returns {number | null} */
function displayNumber(display) {
  const match = /^(?:unix)?:(\d+)(?:\.\d+)?$/.exec(display);
  return match ? Number(match[1]) : null;
}

/** Reads exactly the requested number of bytes, one request after the other. @param {import('node:net').Socket} socket */
function reader(socket) {
  const chunks = socket[Symbol.asyncIterator]();
  let buffered = Buffer.alloc(0);
  /** @param {number} size */
  return async (size) => {
    while (buffered.length < size) {
      const { done, value } = await chunks.next();
      if (done) throw new Error('the X server closed the connection');
      buffered = Buffer.concat([buffered, value]);
    }
    const taken = buffered.subarray(0, size);
    buffered = buffered.subarray(size);
    return taken;
  };
}

/**
 * Connects and asks for the owner of a selection.
 * @param {Display} env
 * @param {string} selection
 * @returns {Promise<number>} the owner's window, 0 when there is none
 */
async function selectionOwner({ DISPLAY: display = '', XAUTHORITY: authority }, selection) {
  const number = displayNumber(display);
  if (number === null) throw new Error(`${display} is not a local display`);
  const greeting = await setupRequest(authority);
  const socket = createConnection(`/tmp/.X11-unix/X${number}`);
  try {
    const read = reader(socket);
    socket.write(greeting);
    const setup = await read(8);
    await read(setup.readUInt16LE(6) * 4);
    if (setup[0] !== 1) throw new Error('the X server refused the connection');

    const name = padded(Buffer.from(selection, 'latin1'));
    const intern = Buffer.alloc(8);
    intern.writeUInt8(16, 0);
    intern.writeUInt16LE((intern.length + name.length) / 4, 2);
    intern.writeUInt16LE(selection.length, 4);
    socket.write(Buffer.concat([intern, name]));
    const atom = (await read(32)).readUInt32LE(8);

    const getOwner = Buffer.alloc(8);
    getOwner.writeUInt8(23, 0);
    getOwner.writeUInt16LE(2, 2);
    getOwner.writeUInt32LE(atom, 4);
    socket.write(getOwner);
    return (await read(32)).readUInt32LE(8);
  } finally {
    socket.destroy();
  }
}

/**
 * Waits until a selection has an owner on a display.
 * @param {Display} env
 * @param {'WM_S0' | '_NET_SYSTEM_TRAY_S0'} selection
 * @param {number} [patienceMs]
 */
export async function selectionIsOwned(env, selection, patienceMs = 10_000) {
  const isOwned = async () => (await selectionOwner(env, selection).catch(() => 0)) !== 0;
  await waitUntil(`${selection} has an owner on ${env.DISPLAY}`, isOwned, { patienceMs, everyMs: 20 });
}

/**
 * True when a display can be used; false only for a local one without a server, left over in the environment.
 * @param {string} display
 */
function displayAnswers(display) {
  const number = displayNumber(display);
  if (number === null) return Promise.resolve(true);
  return new Promise((resolve) => {
    // Linux servers also listen on an abstract socket, which Node 20 reaches by a leading NUL.
    const sockets = [`/tmp/.X11-unix/X${number}`, `\0/tmp/.X11-unix/X${number}`];
    let open = sockets.length;
    for (const path of sockets) {
      const socket = createConnection(path);
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => {
        open -= 1;
        if (open === 0) resolve(false);
      });
    }
  });
}

/** True when there is a screen to open windows on. A `DISPLAY` left over from a session that has ended is none. */
export async function hasScreen() {
  if (process.platform !== 'linux' || process.env.WAYLAND_DISPLAY) return true;
  return Boolean(process.env.DISPLAY) && displayAnswers(process.env.DISPLAY ?? '');
}
