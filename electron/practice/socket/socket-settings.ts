/** A refusal of the upgrade, told in the headers `Handshake-Status` and `Handshake-Autherrcode` (feishu-api 6.2). */
export interface HandshakeRefusal {
  status: number;
  handshake: number;
  authError: number | null;
}

/** What the tests, and a person at the control paths, can change. */
export interface SocketSettings {
  /** `ClientConfig` of the endpoint and of pongs (s); any JSON, to see what a client makes of it. */
  clientConfig: unknown;
  /** Payload of a pong: the config, none, this text, or no pong at all. */
  pong: 'config' | 'empty' | 'none' | { text: string };
  /** Connections that an app can have (1000040350 beyond). */
  mostLines: number;
  /** Other listeners of the app, which take their share of the events. */
  others: number;
  /** Time for which a connection that broke is still counted (ms). */
  lingerMs: number;
  /** True: the console is not set to long connection, so the socket opens and stays silent (feishu-api 6.1). */
  silent: boolean;
  /** Types of events that the app has subscribed to. */
  events: 'all' | readonly string[];
  /** True: an upgrade with an `Origin` is refused. Whether Feishu does so is unverified. */
  mindsOrigin: boolean;
  /** Refuses so many upgrades. */
  refuse: (HandshakeRefusal & { times: number }) | null;
}

export const usualSettings = (): SocketSettings => ({
  clientConfig: { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30 },
  pong: 'config',
  mostLines: 50,
  others: 0,
  lingerMs: 0,
  silent: false,
  events: 'all',
  mindsOrigin: false,
  refuse: null,
});
