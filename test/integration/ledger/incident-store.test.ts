import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type BuzzId, WorkspaceId } from '../../../electron/contract/model/ids';
import type { Incident } from '../../../electron/relay/incidents/incident';
import type { IncidentStore } from '../../../electron/relay/incidents/incident-store';
import { openIncidents } from '../../../electron/relay/incidents/sqlite-incidents';
import { openDatabase } from '../../../electron/relay/postgres/database';
import { openPgLedger } from '../../../electron/relay/postgres/pg-ledger';
import { migrate } from '../../../electron/relay/postgres/schema';
import { incidentsDue, sharedIncidents } from '../../../electron/relay/shared/shared-incidents';
import { tempFolder } from '../../support/disk/temp-folder';
import { hasPostgres, testDatabase } from '../../support/postgres/test-database';

// What incidents are promised by either ledger.

const ops = WorkspaceId.parse('ws_ops');
const dev = WorkspaceId.parse('ws_dev');
const now = 1_764_000_000_000;

const incident = (id: string, change: Partial<Incident> = {}): Incident => ({
  id,
  workspaceId: ops,
  hook: 'prometheus',
  key: `key-${id}`,
  kind: 'own',
  title: '磁盘满了\0',
  buzz: `bz_${id}` as BuzzId,
  made: false,
  openedAt: now,
  heardAt: now,
  seen: 1,
  closedAt: null,
  done: false,
  reply: null,
  told: 0,
  telling: null,
  tellAt: now + 60_000,
  ...change,
});

interface Opened {
  store: IncidentStore;
  /** The store as the next start finds it. */
  again(): Promise<IncidentStore>;
}

const contract = (open: () => Promise<Opened>) => {
  let store: IncidentStore;
  let again: Opened['again'];
  beforeEach(async () => {
    ({ store, again } = await open());
  }, 60_000);

  it('keeps an incident as it was given, over a start', async () => {
    const whole = incident('a', { kind: 'storm', made: true, telling: 3, told: 2, reply: '已恢复', seen: 7 });
    expect(await store.insert(whole)).toBe(true);
    store = await again();
    expect(await store.find(ops, 'prometheus', 'key-a')).toEqual({ ...whole, title: '磁盘满了' });
    expect(await store.find(dev, 'prometheus', 'key-a')).toBeNull();
    expect(await store.find(ops, 'grafana', 'key-a')).toBeNull();
  });

  it('has one open incident for each key of a hook, whoever comes at the same moment', async () => {
    const same = ['a', 'b', 'c'].map((id) => incident(id, { key: 'key' }));
    const inserted = await Promise.all(same.map((each) => store.insert(each)));
    expect(inserted.filter(Boolean)).toHaveLength(1);
    expect(await store.insert(incident('d', { key: 'key', hook: 'grafana' }))).toBe(true);
    expect(await store.insert(incident('e', { key: 'key', workspaceId: dev }))).toBe(true);
    expect((await store.findAny(ops, 'key')).map(({ hook }) => hook).sort()).toEqual(['grafana', 'prometheus']);
    const [first] = same.filter((_, at) => inserted[at]);
    await store.change(first?.id ?? '', { closedAt: now + 1, done: true });
    expect(await store.find(ops, 'prometheus', 'key')).toBeNull();
    expect(await store.insert(incident('f', { key: 'key' }))).toBe(true);
  });

  it('changes what is named, and removes', async () => {
    await store.insert(incident('a'));
    await store.change('a', {
      heardAt: now + 5,
      seen: 2,
      buzz: 'bz_other' as BuzzId,
      made: true,
      reply: null,
      telling: 4,
    });
    await store.change('a', { telling: null });
    await store.change('a', {});
    expect(await store.find(ops, 'prometheus', 'key-a')).toEqual(
      incident('a', { heardAt: now + 5, seen: 2, buzz: 'bz_other' as BuzzId, made: true, title: '磁盘满了' }),
    );
    await store.remove('a');
    expect(await store.find(ops, 'prometheus', 'key-a')).toBeNull();
  });

  it('lists what a hook opened since a time and what shares a buzz, the newest first', async () => {
    const shared = 'bz_storm' as BuzzId;
    await store.insert(incident('a', { openedAt: now - 10, closedAt: now, done: true }));
    await store.insert(incident('b', { openedAt: now - 5, buzz: shared, kind: 'storm' }));
    await store.insert(incident('c', { openedAt: now, buzz: shared, kind: 'folded' }));
    await store.insert(incident('d', { hook: 'grafana' }));
    expect((await store.since(ops, 'prometheus', now - 10)).map(({ id }) => id)).toEqual(['c', 'b']);
    expect((await store.ofBuzz(shared)).map(({ id }) => id)).toEqual(['c', 'b']);
  });

  it('knows whose end is not done, and which storms have something to tell', async () => {
    const storm = 'bz_storm' as BuzzId;
    const ids = async () => (await store.unfinished(ops)).map(({ id }) => id).sort();
    await store.insert(incident('open'));
    await store.insert(incident('over', { closedAt: now }));
    await store.insert(incident('done', { closedAt: now, done: true }));
    await store.insert(incident('elsewhere', { workspaceId: dev, closedAt: now }));
    await store.insert(incident('storm', { kind: 'storm', buzz: storm }));
    expect(await ids()).toEqual(['over']);
    await store.insert(incident('folded', { kind: 'folded', buzz: storm }));
    expect(await ids()).toEqual(['over', 'storm']);
    await store.change('storm', { told: 1 });
    expect(await ids()).toEqual(['over']);
    await store.change('storm', { telling: 2 });
    expect(await ids()).toEqual(['over', 'storm']);
  });

  it('forgets what ended, or was not heard of, before a time', async () => {
    await store.insert(incident('ended', { closedAt: now - 10, done: true }));
    await store.insert(incident('unfinished', { closedAt: now - 10 }));
    await store.insert(incident('silent', { heardAt: now - 100 }));
    await store.insert(incident('open'));
    await store.forget(ops, now, now - 50);
    expect((await store.since(ops, 'prometheus', 0)).map(({ id }) => id).sort()).toEqual(['open', 'unfinished']);
  });
};

describe('incidents in a file', () => {
  contract(async () => {
    const folder = tempFolder();
    const opened = () => {
      const kept = openIncidents(folder, now);
      onTestFinished(kept.close);
      return kept;
    };
    const first = opened();
    return {
      store: first.store,
      again: async () => {
        first.close();
        return opened().store;
      },
    };
  });
});

describe.runIf(hasPostgres())('incidents in PostgreSQL', () => {
  const database = testDatabase();
  const connect = async () => {
    const db = openDatabase(database.url, () => undefined, 3);
    onTestFinished(() => db.close());
    return db;
  };
  let holds = true;

  contract(async () => {
    const db = await connect();
    holds = true;
    await db.query('DROP SCHEMA IF EXISTS feishu_buzz CASCADE');
    await migrate(db);
    const opened = async () => {
      const claim = { holds: async () => holds, giveUp: () => undefined };
      return sharedIncidents(db, await openPgLedger({ db, workspaceId: ops, ...claim, now }));
    };
    return { store: await opened(), again: opened };
  });

  it('are written by the process alone that has the claim', async () => {
    const db = await connect();
    await migrate(db);
    const claim = { holds: async () => false, giveUp: () => undefined };
    const store = sharedIncidents(db, await openPgLedger({ db, workspaceId: ops, ...claim, now }));
    await expect(store.insert(incident('zombie'))).rejects.toThrow();
    expect(await store.find(ops, 'prometheus', 'key-zombie')).toBeNull();
  });

  it('leave a look behind while something is left to do', async () => {
    const db = await connect();
    await db.query('DROP SCHEMA IF EXISTS feishu_buzz CASCADE');
    await migrate(db);
    const claim = { holds: async () => true, giveUp: () => undefined };
    const store = sharedIncidents(db, await openPgLedger({ db, workspaceId: ops, ...claim, now }));
    const buzz = 'bz_storm' as BuzzId;
    await store.insert(incident('storm', { kind: 'storm', buzz }));
    expect(await incidentsDue(db, ops)).toBeNull();
    await store.insert(incident('folded', { kind: 'folded', buzz }));
    expect(await incidentsDue(db, ops)).toBe(now + 60_000);
    await store.insert(incident('over', { closedAt: now }));
    expect(await incidentsDue(db, ops)).toBe(0);
  });
});
