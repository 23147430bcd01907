import { describe, expect, it } from 'vitest';
import { enUS } from '../../contract/advice/en-US';
import { feishuZhCN } from '../../contract/advice/feishu-zh-CN';
import { zhCN } from '../../contract/advice/zh-CN';
import { codeTable, codeTableByApi, faultyCodes } from './code-table';
import { classOf, meaningOf } from './codes';

const rows = [...codeTable, ...Object.values(codeTableByApi).flat()];
const holes = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('the table of codes', () => {
  it('names every code once', () => {
    const codes = codeTable.flatMap(([, , ...list]) => list);
    expect(codes).toEqual([...new Set(codes)]);
  });

  it('knows the meaning of every code whose outcome is open', () => {
    for (const code of faultyCodes) expect(meaningOf('send', code)).not.toBeNull();
  });

  it.each([
    ['send', 99991663, 'T'],
    ['send', 20013, 'T'],
    ['buzz-phone', 99991400, 'B'],
    ['buzz-phone', 99991403, 'Q'],
    ['buzz-app', 230023, 'L'],
    ['buzz-sms', 230024, 'Q'],
    ['token', 10014, 'U'],
    ['send', 230049, 'B'],
    ['send', 987_654, 'P'],
  ] as const)('classes %s %i as %s', (api, code, kind) => {
    expect(classOf(api, code)).toBe(kind);
  });

  it('tells what a code means in one API from what it means in another', () => {
    expect(meaningOf('buzz-app', 230027)?.advice).toBe('external-chat');
    expect(meaningOf('readers', 230027)?.advice).toBe('external-chat');
    expect(meaningOf('send', 230027)?.advice).toBe('permission-or-sharing');
    expect(meaningOf('send', 230075)?.advice).toBe('secret-chat');
    expect(meaningOf('recall', 230075)?.advice).toBe('edit-refused');
  });
});

describe('advice', () => {
  it('exists in both languages for every code', () => {
    for (const [, advice] of rows) {
      expect(zhCN[advice]).toBeTruthy();
      expect(enUS[advice]).toBeTruthy();
    }
  });

  it('has the same keys, and the same values to fill in, in both languages', () => {
    // English says some sentences in another way when there is one.
    const [plain, forOne] = [false, true].map((one) => Object.keys(enUS).filter((key) => key.endsWith('_one') === one));
    expect(plain?.sort()).toEqual(Object.keys(zhCN).sort());
    expect(forOne?.map((key) => key.replace('_one', '')).filter((key) => !(key in zhCN))).toEqual([]);
    for (const key of Object.keys(zhCN) as (keyof typeof zhCN)[]) {
      expect([key, holes(enUS[key])]).toEqual([key, holes(zhCN[key])]);
    }
  });

  it('is Chinese in Chinese and English in English, one sentence without a full stop', () => {
    for (const key of Object.keys(zhCN) as (keyof typeof zhCN)[]) {
      expect(zhCN[key]).toMatch(/\p{Script=Han}/u);
      expect(enUS[key]).not.toMatch(/\p{Script=Han}/u);
      expect(zhCN[key]).not.toMatch(/[。.]$/);
      expect(enUS[key]).not.toMatch(/\.$/);
    }
  });

  it('holds no sentence for Feishu that no answer leads to', () => {
    const byTransport = ['fault-paid', 'gateway-error', 'redirected', 'answer-incomplete', 'feishu-unknown'];
    const used = new Set<string>([...rows.map(([, advice]) => advice), ...byTransport]);
    expect(Object.keys(feishuZhCN).filter((key) => !used.has(key))).toEqual([]);
  });
});

describe('feishu-api 8', () => {
  // The codes of the fact sheet, copied as they stand there, so that a row lost from the table is noticed.
  const listed = `10003 10014 10015 10005 10012 10013 99991543 99991661 99991671 99991663 99991664 99991665 20013
    99991668 99991677 99991662 99991673 11207 11210 232034 11209 232004 99991672 99991676 99991679 99991401 99991400
    99991403 99991201 99991301 99992402 9499 4000 10001 99992351 99992359 99992360 99992363 99992364 99992361 99992381
    99992354 10020 10037 99992355 99992356 232006 230001 230002 230006 232025 11205 11240 230009 230011 230012 230013
    230015 230017 230018 230019 230020 230022 230023 230024 230025 230026 230027 230028 11312 230029 11236 20021 230031
    230033 230034 230035 230036 230038 230049 18121 230050 230052 230053 230054 230055 230071 230072 230075 230073
    230074 230098 230099 230101 230110 231203 232001 232002 232016 232017 232009 11237 232010 232031 232032 232011
    232013 232044 232019 232020 232026 232042 232022 232030 232043 232023 232024 11225 20010 232027 232028 232033
    232038 232040 40001 41012 40004 40014 41050 40011 40012 43010 40008
    43007 42008 230111 232090 11232 11233 11247 2200 5000 10101 1000003 300000
    1000040345 1000040346 514 1000040350`;
  it('is covered whole', () => {
    const codes = listed.split(/\s+/).map(Number);
    expect(codes.filter((code) => meaningOf('send', code) === null)).toEqual([]);
  });
});
