import { classifyTransportError } from '../../core/feishu/client/classify-transport-error';
import type { OpenSocket, SocketEnd } from '../../core/feishu/listen/socket';
import { largestFrame } from '../../core/feishu/listen/wire/frame';

/** The parts of Electron's `net.WebSocket` used here. */
export interface ChromiumSocket {
  binaryType: string;
  send(bytes: Uint8Array): void;
  close(): void;
  addEventListener(kind: 'open' | 'message' | 'error' | 'close', listener: (event: { data?: unknown }) => void): void;
}

/**
 * Opens WebSockets by Chromium: its proxies, logins and certificates, and no cookies. It tells neither why an upgrade was
 * refused nor what broke (close 1006): the next request for an address tells that.
 *
 * @param ready resolves when the session has its proxies
 */
export const createChromiumSocket =
  (open: (url: string) => ChromiumSocket, ready: () => Promise<void>): OpenSocket =>
  (url, listener) => {
    let socket: ChromiumSocket | null = null;
    let isOpen = false;
    let isOver = false;
    const end = (how: SocketEnd) => {
      if (isOver) return;
      isOver = true;
      isOpen = false;
      listener.ended(how);
    };
    const take = ({ data }: { data?: unknown }) => {
      if (isOver) return;
      const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
      // Text is not part of the protocol.
      if (bytes instanceof Uint8Array && bytes.length <= largestFrame) listener.message(bytes);
    };
    const connect = () => {
      if (isOver) return;
      try {
        socket = open(url);
      } catch (error) {
        return end({ refusal: null, breakage: classifyTransportError(error) });
      }
      socket.binaryType = 'nodebuffer';
      socket.addEventListener('open', () => {
        if (isOver) return;
        isOpen = true;
        listener.opened();
      });
      socket.addEventListener('message', take);
      socket.addEventListener('error', () => undefined);
      socket.addEventListener('close', () => end({ refusal: null, breakage: null }));
    };
    void ready().then(connect, connect);
    return {
      send: (bytes) => {
        if (isOpen) socket?.send(bytes);
      },
      close: () => {
        isOver = true;
        isOpen = false;
        socket?.close();
      },
    };
  };
