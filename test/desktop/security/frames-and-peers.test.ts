import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { until } from '../../support/clock/until';
import { connectPage, launchShown } from '../../support/desktop/launch-app';
import { sharedWebServer } from '../../support/listening-server';

// WebRTC leaves a page past its policy: no header and no session's rule sees it. Pages have none of it, a frame that would
// bring it back ends the page, and what is tried meanwhile reaches nothing, neither on this computer nor at its own address.

const requests: string[] = [];
const web = sharedWebServer(({ url }, response) => {
  requests.push(url ?? '');
  response.end('<!doctype html>');
});

const addresses = [
  '127.0.0.1',
  ...Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .flatMap(({ family, internal, address }) => (family === 'IPv4' && !internal ? address : [])),
];

/** What came in by UDP or TCP, and the servers that a page would be given for its connection. */
let arrived: string[] = [];
let urls: readonly string[] = [];
let tell: (text: string, address: string) => Promise<void>;

beforeEach(async () => {
  arrived = [];
  const udp = createSocket('udp4');
  udp.on('message', (bytes) => arrived.push(bytes.toString('latin1')));
  udp.bind(0, '0.0.0.0');
  await once(udp, 'listening');
  const tcp = createServer((socket) => {
    arrived.push('tcp');
    socket.destroy();
  });
  tcp.listen(0, '0.0.0.0');
  await once(tcp, 'listening');
  const { port } = udp.address();
  const { port: tcpPort } = tcp.address() as AddressInfo;
  urls = addresses.flatMap((address) => [
    `stun:${address}:${port}`,
    `turn:${address}:${port}?transport=udp`,
    `turn:${address}:${tcpPort}?transport=tcp`,
  ]);
  const sender = createSocket('udp4');
  tell = async (text, address) => {
    sender.send(text, port, address);
    await until(`${text} arrived`, () => arrived.includes(text));
  };
  onTestFinished(() => {
    for (const each of [udp, tcp, sender]) each.close();
  });
});

/** Tries to connect by the WebRTC of the window that `view` gives; answers when no more is tried. */
const attempt = (view: string): string => `(async () => {
  try {
    const peer = new (${view}).RTCPeerConnection({
      iceServers: [{ urls: ${JSON.stringify(urls)}, username: 'a message', credential: 'x' }],
    });
    peer.createDataChannel('x');
    const gathered = new Promise((done) => {
      peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && done();
    });
    await peer.setLocalDescription();
    await gathered;
    return 'tried';
  } catch (reason) {
    return 'refused';
  }
})()`;

/** Nothing of a page came in: what a program sends now is the first to arrive. */
const nothingArrived = async (): Promise<void> => {
  for (const address of addresses) await tell(`from here to ${address}`, address);
  expect(arrived).toEqual(addresses.map((address) => `from here to ${address}`));
};

test('no page has WebRTC, and an attempt reaches nothing', async () => {
  await using buzz = await launchShown();
  await buzz.page.evaluate(() => window.buzz.openConnect({ workspaceId: null }));
  const connect = await connectPage(buzz.app);
  for (const page of [buzz.page, connect]) {
    expect(await page.evaluate('Object.getOwnPropertyNames(window).filter((name) => /RTC/.test(name))')).toEqual([]);
    expect(await page.evaluate(attempt('window'))).toBe('refused');
    // Not even after the page was loaded anew.
    await page.reload();
    expect(await page.evaluate('typeof RTCPeerConnection')).toBe('undefined');
  }
  await nothingArrived();
});

describe('a frame ends the page, which comes back without it', () => {
  const frames: readonly (readonly [string, string])[] = [
    ['that is empty', ''],
    ['with a text of its own', `frame.srcdoc = '<p>x</p>';`],
    ['of the app’s own pages', `frame.src = 'app://buzz/index.html';`],
    ['of the web', `frame.src = 'WEB/frame';`],
    [
      'that is hidden in a shadow',
      `root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'closed' });`,
    ],
  ];
  test.each(frames)('%s', async (_what, fill) => {
    requests.length = 0;
    await using buzz = await launchShown();
    const crashed = new Promise<void>((resolve) => buzz.page.once('crash', () => resolve()));
    const again = buzz.app.waitForEvent('window');
    // The page ends before or after it can answer.
    const tried = buzz.page
      .evaluate(`(() => {
        let root = document.body;
        const frame = document.createElement('iframe');
        ${fill.replace('WEB', web.url)}
        root.append(frame);
        return ${attempt('frame.contentWindow')};
      })()`)
      .catch(() => 'ended');
    await crashed;
    const page: Page = await again;
    await page.waitForLoadState('load');
    expect(await page.evaluate('frames.length')).toBe(0);
    expect(await page.evaluate(() => window.buzz.getStartup().then(({ ok }) => ok))).toBe(true);
    await nothingArrived();
    expect(requests).toEqual([]);
    void tried;
  });
});
