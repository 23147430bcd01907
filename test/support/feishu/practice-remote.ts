import type { Page } from 'playwright-core';
import type { LoggedCall } from '../../../electron/practice/server/call-log';
import type { Fault } from '../../../electron/practice/server/faults';
import { until } from '../clock/until';

/**
 * A practice server, controlled over HTTP. Tests judge the app by its call log. It can be the server inside the app or one
 * of the test.
 */
export interface PracticeRemote {
  readonly baseUrl: string;
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
  /** Ids of a person in this app and in another. */
  person(name: string): Promise<{ openId: string; foreignOpenId: string; email: string; mobile: string }>;
}

interface DescribedWorld {
  people: readonly { name: string; openId: string; foreignOpenId: string; email: string; mobile: string }[];
}

export const practiceAt = (baseUrl: string): PracticeRemote => {
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${baseUrl}/_practice/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`practice refused ${method} ${path}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  const calls = async (api?: string) => {
    const log = await ask<{ calls: readonly LoggedCall[] }>('GET', 'log');
    return api === undefined ? log.calls : log.calls.filter((call) => call.api === api);
  };
  return {
    baseUrl,
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
    person: async (name) => {
      const { people } = await ask<DescribedWorld>('GET', 'world');
      const found = people.find((person) => person.name === name);
      if (!found) throw new Error(`no one in practice is called ${name}`);
      return found;
    },
  };
};

/** Practice server inside the app. */
export const practiceIn = async (page: Page): Promise<PracticeRemote> => {
  const baseUrl = await page.evaluate(async () => {
    const startup = await window.buzz.getStartup();
    return startup.ok ? startup.value.workspaces.find((workspace) => workspace.practice)?.baseUrl : undefined;
  });
  if (baseUrl === undefined) throw new Error('the app has no practice workspace');
  return practiceAt(baseUrl);
};
