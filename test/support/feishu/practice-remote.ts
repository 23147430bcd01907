import type { Page } from 'playwright-core';
import { tokenHeader } from '../../../electron/practice/control/token';
import type { OpenPractice } from '../../../electron/practice/open-practice';
import type { LoggedCall } from '../../../electron/practice/server/call-log';
import type { Fault } from '../../../electron/practice/server/faults';
import type { Delivery } from '../../../electron/practice/socket/deliveries';
import type { LineView } from '../../../electron/practice/socket/lines';
import type { Practice } from '../../../electron/practice/start-practice';
import { until } from '../clock/until';
import { appOfPage } from '../desktop/launch-app';

/** A practice Feishu that a test controls from outside: one inside the app or a server. Tests judge the app by its call log. */
export interface PracticeRemote {
  /** Calls that arrived since the last `forget`, oldest first; `api` such as `send`, `urgent_app`, `read_users`. */
  calls(api?: string): Promise<readonly LoggedCall[]>;
  /** Sorted names of the people who were buzzed, once for each buzz. */
  buzzed(channel: 'app' | 'sms' | 'phone'): Promise<readonly string[]>;
  /** Waits until at least this many calls of an api have arrived. */
  arrived(api: string, count: number): Promise<readonly LoggedCall[]>;
  /** Empties the log. */
  forget(): Promise<void>;
  fault(...faults: readonly Fault[]): Promise<void>;
  noFaults(): Promise<void>;
  change(change: Readonly<Record<string, unknown>>): Promise<void>;
  /** Makes a person read everything the bot wrote to them. */
  read(who: string): Promise<void>;
  /** Makes a person tap, react, reply or write, as `POST /_practice/act` does. */
  act(deed: Readonly<Record<string, unknown>>): Promise<void>;
  /** Changes the long connections, as `POST /_practice/socket` does, and tells what they are then. */
  socket(change?: Readonly<Record<string, unknown>>): Promise<DescribedSocket>;
  /** Ids of a person in this app and in another. */
  person(name: string): Promise<{ openId: string; foreignOpenId: string; email: string; mobile: string }>;
}

interface DescribedWorld {
  people: readonly { name: string; openId: string; foreignOpenId: string; email: string; mobile: string }[];
}

/** The long connections as `GET /_practice/socket` tells them. */
export interface DescribedSocket {
  count: number;
  lines: readonly LineView[];
  deliveries: readonly (Omit<Delivery, 'body'> & { body: string })[];
}

/** Asks a control path, and gives the answer's text. */
type Ask = (method: string, path: string, body?: string) => Promise<string>;

const remote = (askText: Ask): PracticeRemote => {
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
    JSON.parse(await askText(method, `/${path}`, body === undefined ? undefined : JSON.stringify(body))) as T;
  const calls = async (api?: string) => {
    const log = await ask<{ calls: readonly LoggedCall[] }>('GET', 'log');
    return api === undefined ? log.calls : log.calls.filter((call) => call.api === api);
  };
  return {
    calls,
    buzzed: async (channel) =>
      (await calls(`urgent_${channel}`)).flatMap((call) => call.did.buzzed?.map(({ name }) => name) ?? []).sort(),
    arrived: (api, count) =>
      until(`${count} × ${api} at the server`, async () => {
        const seen = await calls(api);
        return seen.length >= count ? seen : null;
      }),
    forget: async () => void (await ask('DELETE', 'log')),
    fault: async (...faults) => void (await ask('POST', 'faults', faults)),
    noFaults: async () => void (await ask('DELETE', 'faults')),
    change: async (change) => void (await ask('PATCH', 'world', change)),
    read: async (who) => void (await ask('POST', 'read', { who })),
    act: async (deed) => void (await ask('POST', 'act', deed)),
    socket: (change = {}) => ask<DescribedSocket>('POST', 'socket', change),
    person: async (name) => {
      const { people } = await ask<DescribedWorld>('GET', 'world');
      const found = people.find((person) => person.name === name);
      if (!found) throw new Error(`no one in practice is called ${name}`);
      return found;
    },
  };
};

/** A practice server, controlled over HTTP. */
export const practiceAt = ({ baseUrl, controlToken }: Pick<Practice, 'baseUrl' | 'controlToken'>): PracticeRemote =>
  remote(async (method, path, body) => {
    const response = await fetch(`${baseUrl}/_practice${path}`, {
      method,
      headers: { [tokenHeader]: controlToken },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`practice refused ${method} ${path}: ${text}`);
    return text;
  });

declare global {
  /** Global of the main process of an app that runs from its sources. */
  var controlPractice: OpenPractice['control'] | undefined;
}

/** Practice inside the app of this page. It has no port, so the test reaches into the main process. */
export const practiceIn = async (page: Page): Promise<PracticeRemote> => {
  const app = appOfPage(page);
  return remote((method, path, body) =>
    app.evaluate(
      (_, [method, path, body]) => {
        if (!globalThis.controlPractice) throw new Error('the app has no practice to control');
        return globalThis.controlPractice(method, path, body);
      },
      [method, path, body] as const,
    ),
  );
};
