import { describe, expect, it } from 'vitest';
import type { Board } from '../../../electron/contract/model/board';
import { BuzzId } from '../../../electron/contract/model/ids';
import type { RelayRefusal } from '../../../electron/contract/relay';
import { until } from '../../support/clock/until';
import { tempFolder } from '../../support/disk/temp-folder';
import { aCompany, personIn } from '../../support/feishu/a-company';
import { hasPostgres, testDatabase } from '../../support/postgres/test-database';
import { relayDesk } from '../../support/relay/relay-desk';
import { servedRelays } from '../../support/relay/served-relay';
import { sharedRelays } from '../../support/relay/shared-relays';

const minute = 60_000;
const night = {
  ladders: [{ name: '值班', steps: [{ afterMinutes: 3, channel: 'phone' }], repeat: { times: 0, everyMinutes: 10 } }],
};

describe.runIf(hasPostgres())('relays that share a database', () => {
  const shared = testDatabase();
  const serve = servedRelays();

  it('take a ladder once, whichever is asked, and none whose release was asked for before', async () => {
    const practice = await aCompany({ readingSpeed: 0 });
    const desktop = await relayDesk(practice, { config: night });
    const relays = await sharedRelays(serve, practice, { url: shared.url, folder: tempFolder() });
    const [one, two] = await Promise.all([relays.start(), relays.start()].map((each) => relays.callerOf(each)));
    if (!one || !two) expect.fail('two relays');
    const to = [personIn(practice, '李雷').openId];
    const app = { appId: practice.appId, baseUrl: practice.baseUrl };
    /** A ladder as the desktop hands it over, four minutes after its buzz. */
    const handed = async (text: string) => {
      const made = await desktop.call('POST', '/v1/buzzes', { body: { to, text, ladder: '值班', paid: true } });
      const id = BuzzId.parse(((await made.json()) as Board).id);
      await desktop.program.engine.idle();
      const entries = await desktop.program.engine.handOver(id, 'relay.example');
      if (!entries.ok) throw new Error(JSON.stringify(entries.problem));
      const then = entries.value.map((entry) => ({ ...entry, at: entry.at - 4 * minute }));
      return { id, count: then.length, body: () => ({ app, at: Date.now(), entries: then }) };
    };
    const first = await handed('磁盘满了');
    const answers = await Promise.all(
      [one, two].map((call) => call('POST', `/v1/buzzes/${first.id}/adopt`, { body: first.body() })),
    );
    for (const answer of answers) expect(await answer.json()).toEqual({ buzz: first.id, entries: first.count });
    const board = async () => (await (await two('GET', `/v1/buzzes/${first.id}`)).json()) as Board;
    await until('the call', async () => (await board()).people[0]?.steps[1]?.outcome === 'accepted');
    await until('the end', async () => (await board()).ladder?.state === 'ended');
    const page = await (await one('GET', `/v1/buzzes/${first.id}/entries?after=${first.count}`)).json();
    expect(page).toMatchObject({
      entries: expect.arrayContaining([expect.objectContaining({ kind: 'adopted' })]),
      more: false,
    });

    const second = await handed('内存满了');
    const released = await two('POST', `/v1/buzzes/${second.id}/release`, { body: { app } });
    expect(await released.json()).toEqual({ kind: 'never' });
    const late = await one('POST', `/v1/buzzes/${second.id}/adopt`, { body: second.body() });
    expect([late.status, ((await late.json()) as RelayRefusal).cause?.advice]).toEqual([422, 'hand-over-released']);
    const back = await one('POST', `/v1/buzzes/${first.id}/release`, { body: { app } });
    expect(await back.json()).toMatchObject({ kind: 'released' });
    expect(practice.log.entries.filter(({ api }) => api === 'urgent_phone')).toHaveLength(1);
  }, 240_000);
});
