import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { beforeEach, describe, expect, test } from 'vitest';
import { tokenHeader } from '../../../electron/practice/control/token';
import type { Practice } from '../../../electron/practice/start-practice';
import { aCompany } from '../../support/feishu/a-company';

// Attacks of another user of this computer on a practice server: its port is open to every program here.

let practice: Practice;
beforeEach(async () => {
  practice = await aCompany();
});

const megabyte = 1_000_000;
const faults = '/_practice/faults';
const withToken = () => ({ [tokenHeader]: practice.controlToken });
const status = async (method: string, path: string, headers: Record<string, string> = {}) =>
  (await fetch(`${practice.baseUrl}${path}`, { method, headers })).status;

/** Declares a body of this length, sends none of it, and gives the first line of the answer. */
const declare = async (path: string, bytes: number, headers: Record<string, string> = {}): Promise<string> => {
  const socket = connect(practice.port, '127.0.0.1');
  const all = { Host: `127.0.0.1:${practice.port}`, 'Content-Length': String(bytes), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.write([`POST ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
  const [answer] = await once(socket, 'data');
  socket.destroy();
  return String(answer).split('\r\n')[0] ?? '';
};

/** Sends up to 300 MB without saying how long the body is, until there is an answer; gives it and what had been sent. */
const pour = async (path: string, headers: Record<string, string> = {}) => {
  const part = Buffer.alloc(megabyte / 10, '[{},{}],');
  const call = request(`${practice.baseUrl}${path}`, { method: 'POST', headers });
  let sent = 0;
  const pump = () => {
    while (!call.destroyed && sent < 300 * megabyte) {
      sent += part.length;
      if (!call.write(part)) return;
    }
  };
  call.on('drain', pump);
  const answer = new Promise<number | undefined>((resolve, reject) => {
    call.on('response', (response) => resolve(response.statusCode));
    call.on('error', reject);
  });
  pump();
  const status = await answer.finally(() => call.destroy());
  return { answer: status, sent };
};

describe('the control paths', () => {
  test.each([
    ['GET', '/log'],
    ['DELETE', '/log'],
    ['POST', '/faults'],
    ['PATCH', '/world'],
    ['POST', '/apps'],
    ['POST', '/read'],
    ['GET', '/nothing'],
  ])('%s %s asks for the token that the server printed', async (method, path) => {
    expect(await status(method, `/_practice${path}`)).toBe(401);
    expect(await status(method, `/_practice${path}`, { [tokenHeader]: practice.appSecret })).toBe(401);
    expect(await status(method, `/_practice${path}`, withToken())).not.toBe(401);
  });

  test('take the token of a link that a person opens, to look and not to change', async () => {
    expect(await status('GET', `/_practice/log?token=${practice.controlToken}`)).toBe(200);
    expect(await status('GET', '/_practice/log?token=')).toBe(401);
    expect(await status('DELETE', `/_practice/log?token=${practice.controlToken}`)).toBe(401);
  });

  test('answer 300 MB without a token before any of it has come', async () => {
    expect(await declare(faults, 300 * megabyte)).toContain('401');
    const { answer, sent } = await pour(faults);
    expect(answer).toBe(401);
    expect(sent).toBeLessThan(30 * megabyte);
  });

  test('read no more than they can use, also for who knows the token', async () => {
    expect(await declare(faults, 300 * megabyte, withToken())).toContain('413');
    const { answer, sent } = await pour(faults, withToken());
    expect(answer).toBe(413);
    expect(sent).toBeLessThan(30 * megabyte);
    expect(practice.faults.list()).toEqual([]);
    expect(await status('GET', '/_practice/log', withToken())).toBe(200);
  });
});

test('a call to Feishu is answered although its body has no end', async () => {
  const send = '/open-apis/im/v1/messages?receive_id_type=open_id';
  expect(await declare(send, 300 * megabyte)).toContain('400');
  const { answer, sent } = await pour(send);
  expect(answer).toBe(400);
  expect(sent).toBeLessThan(50 * megabyte);
  expect(practice.log.entries.at(-1)).toMatchObject({ body: null, status: 400 });
});
