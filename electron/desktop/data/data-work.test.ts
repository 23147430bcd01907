import { expect, it } from 'vitest';
import { defaultSettings } from '../../contract/model/settings';
import { createDataWork } from './data-work';

it('deletes every buzz, whatever its date, once the person has typed the word and no buzz is under way', () => {
  let deleted = 0;
  const forgetAll = () => {
    deleted += 1;
  };
  const engine = { running: 0, armed: [], elsewhere: [], forgetAll };
  const work = createDataWork({
    zone: () => 'Asia/Shanghai',
    engine,
    store: { settings: () => defaultSettings, workspaces: () => [], groups: () => [] },
    locale: () => 'en-US',
    place: { base: '/nowhere', home: '/nowhere', missing: null, fixed: true, standing: 'private' },
    saveAs: async () => null,
    pickFolder: async () => null,
    restartAfter: () => expect.fail('the app was quit'),
    now: () => 0,
  });
  expect(work.remove({ what: 'buzzes', consent: 'no' }).ok).toBe(false);
  engine.running = 1;
  expect(work.remove({ what: 'buzzes', consent: '删除' })).toMatchObject({ problem: { advice: 'busy-now' } });
  expect(deleted).toBe(0);
  engine.running = 0;
  expect(work.remove({ what: 'buzzes', consent: ' delete ' }).ok).toBe(true);
  expect(deleted).toBe(1);
});
