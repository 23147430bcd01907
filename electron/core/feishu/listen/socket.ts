import type { Breakage } from '../client/classify-transport-error';

/** An open WebSocket, or one that is being opened. */
export interface Socket {
  /** Sends one binary message. Does nothing once it has ended. */
  send(bytes: Uint8Array): void;
  /** Ends it at once, without waiting for the other side. Its listener hears nothing more. */
  close(): void;
}

/** End of a socket: what the server said in refusing the upgrade, or what broke. Both null: it was closed. */
export interface SocketEnd {
  /** Status of the answer, and Feishu's own (`Handshake-Status`, `Handshake-Autherrcode`), where it was told. */
  refusal: { status: number; handshake: number | null; authError: number | null } | null;
  breakage: Breakage | null;
}

/** Hears of a socket: `opened` once at most, then messages, `ended` once at most and last. */
export interface SocketListener {
  opened(): void;
  /** A binary message; one that is no longer than `largestFrame`. */
  message(bytes: Uint8Array): void;
  ended(end: SocketEnd): void;
}

/** Opens a WebSocket without cookies and without a subprotocol, by the same proxies and certificates as all calls. */
export type OpenSocket = (url: string, listener: SocketListener) => Socket;
