import { request, type ServerResponse } from 'node:http';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { launched } from '../../support/desktop/launched';
import { runBuzz } from '../../support/desktop/run-buzz';
import { sharedCompany } from '../../support/feishu/a-company';
import { brokenAnswers, endlessAnswers } from '../../support/feishu/broken-answers';
import { sharedCountingServer } from '../../support/listening-server';

// Chromium keeps a request open whose body is read no further, and makes no more than six to a host: after six answers of
// this kind nothing left the program any more until it was restarted.

const company = sharedCompany({ readingSpeed: 0 });
/** What comes instead of the company's answers, and to which paths. */
let broken: { path: string; answer: (response: ServerResponse) => void } | null = null;
let spoiled = 0;

/** The company, behind a server that spoils its answers. */
const server = sharedCountingServer((asked, response) => {
  const path = asked.url ?? '';
  if (broken && path.includes(broken.path)) {
    spoiled += 1;
    asked.resume();
    return broken.answer(response);
  }
  // Practice answers only to its own address.
  const headers = { ...asked.headers, host: `127.0.0.1:${company.port}` };
  const onward = request({ host: '127.0.0.1', port: company.port, method: asked.method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  asked.pipe(onward);
});

const buzz = launched();
const run = (args: readonly string[], env: Record<string, string> = {}) => runBuzz(args, { home: buzz.home, env });
const listChats = (): Promise<boolean> =>
  buzz.page.evaluate(async () => (await window.buzz.listChats({ fresh: true })).ok);

beforeAll(async () => {
  const connect = ['connect', '--app-id', company.appId, '--base-url', server.url, '--name', 'Acme'];
  const ran = await run(connect, { FEISHU_BUZZ_APP_SECRET: company.appSecret });
  expect(ran.exit, ran.stderr).toBe(0);
});
afterEach(() => {
  broken = null;
});

test.each([...Object.entries(brokenAnswers), ['is headers alone', endlessAnswers['is headers alone']] as const])(
  'after many calls whose answer %s no exchange is open, and the next call gets through',
  async (_, answer) => {
    broken = { path: '/im/v1/chats', answer };
    spoiled = 0;
    const asked = Array.from({ length: 8 }, listChats);
    await until('more answers than connections', () => spoiled > 8);
    await Promise.all(asked);
    await until('no exchange is open', () => server.open() === 0);
    broken = null;
    expect(await listChats()).toBe(true);
  },
);

test('paid calls whose answer has no end are each made once, and the next one gets through', async () => {
  const names = '秘宁 冼星河 晁晖 曲直 单小雨 乐嘉 查理 林涛 华雪梅 仇远'.split(' ');
  const call = (to: readonly string[], text: string) =>
    run(['send', ...to.flatMap((name) => ['--to', name]), '--text', text, '--via', 'phone', '--yes']);
  broken = { path: '/urgent_phone', answer: brokenAnswers['unpacks to more than any answer'] };
  spoiled = 0;
  const lost = await call(names, '没有尽头的回答');
  expect(lost.exit, lost.stderr).toBe(4);
  expect(spoiled).toBe(names.length);
  await until('no exchange is open', () => server.open() === 0);
  broken = null;
  const next = await call(['韩梅梅'], '下一次');
  expect(next.exit, next.stderr).toBe(0);
  expect(company.log.entries.filter(({ api }) => api === 'urgent_phone')).toHaveLength(1);
});
