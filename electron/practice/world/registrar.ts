import { randomBytes } from 'node:crypto';

/** The end of a registration, as far as it has come. */
type RegistrationState =
  | { kind: 'open' }
  | { kind: 'refused' }
  | { kind: 'expired' }
  | { kind: 'failed'; error: string; description: string }
  | { kind: 'approved'; appId: string; appSecret: string; brand: 'feishu' | 'lark'; openId: string };

/** An app being created or extended by scan (feishu-api 1.8). */
export interface Registration {
  readonly deviceCode: string;
  readonly userCode: string;
  /** Value of `request_user_info`: what the client wants to know of the person. */
  readonly wanted: string;
  readonly expiresAt: number;
  /** Shortest time between two polls (s). */
  interval: number;
  /** Number of polls to answer with `slow_down`, however late they come. */
  slowDowns: number;
  /** Arrival of the last poll at each host (ms). */
  readonly polledAt: Map<string, number>;
  state: RegistrationState;
}

/** All registrations of a practice, and what the next one promises. */
export interface Registrar {
  /** Life of a code (s), and the time between two polls (s). */
  readonly promises: { expiresIn: number; interval: number };
  begin(now: number, wanted: string): Registration;
  byDeviceCode(code: string): Registration | null;
  /** The one with this code, or the newest without one. */
  byUserCode(code: string | null): Registration | null;
  readonly all: readonly Registration[];
}

/** Most registrations that are remembered: any program can begin one. */
const most = 100;

const letters = () => randomBytes(4).toString('hex').slice(0, 4).toUpperCase();

export const createRegistrar = (): Registrar => {
  const all: Registration[] = [];
  const promises = { expiresIn: 3600, interval: 5 };
  return {
    promises,
    all,
    begin(now, wanted) {
      const registration: Registration = {
        deviceCode: `v1:${randomBytes(24).toString('base64url')}`,
        userCode: `${letters()}-${letters()}`,
        wanted,
        expiresAt: now + promises.expiresIn * 1000,
        interval: promises.interval,
        slowDowns: 0,
        polledAt: new Map(),
        state: { kind: 'open' },
      };
      all.push(registration);
      if (all.length > most) all.shift();
      return registration;
    },
    byDeviceCode: (code) => all.find(({ deviceCode }) => deviceCode === code) ?? null,
    byUserCode: (code) => (code === null ? all.at(-1) : all.find(({ userCode }) => userCode === code)) ?? null,
  };
};
