import { beforeEach, expect, it } from 'vitest';
import { buzzDesk, draft, outcomes, value } from '../../../test/support/desk/buzz-desk';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { crowd } from '../../../test/support/feishu/scripted-feishu';
import type { Ledger } from '../../core/buzz/record/ledger';
import { openLedger } from './open-ledger';

let folder = '';
beforeEach(() => {
  folder = tempFolder();
});

it('finds entries after a restart that the disk took only as the program ended', async () => {
  const { ledger } = openLedger(folder, 0);
  let full = false;
  const filling: Ledger = new Proxy(ledger, {
    get: (target, name) => {
      if (name === 'append' && full) return () => Promise.reject(new Error('SQLITE_FULL'));
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const desk = buzzDesk({ ledger: filling });
  desk.feishu.answerAfter = async () => {
    full = desk.feishu.of('buzz').length > 0;
  };
  const { id } = await desk.buzz(draft(crowd(1), { channel: 'phone' }));
  full = false;
  desk.engine.close();
  ledger.close();

  const { ledger: again } = openLedger(folder, 0);
  expect(again.unsettled()).toEqual([]);
  const after = buzzDesk({ ledger: again, clock: desk.clock });
  await after.engine.resume();
  expect(outcomes(value(after.engine.board(id)))).toEqual(['accepted']);
  expect(after.feishu.seen).toEqual([]);
  again.close();
});
