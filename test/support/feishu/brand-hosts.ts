import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Practice } from '../../../electron/practice/start-practice';
import { removableFolder } from '../disk/temp-folder';

export interface BrandHosts {
  /** Arguments of the app that replace the hosts of Feishu and Lark by servers of the test. */
  args: readonly string[];
  /** Arguments for a computer that does not trust the certificate of Feishu's host. */
  feishuUrl: string;
  close(): Promise<void>;
}

/** Makes a self-signed certificate. */
const selfSigned = async (): Promise<{ key: Buffer; cert: Buffer }> => {
  const { path: folder, remove } = removableFolder();
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const options = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  await promisify(execFile)('openssl', [...options, '-keyout', key, '-out', cert]);
  const pair = { key: await readFile(key), cert: await readFile(cert) };
  remove();
  return pair;
};

/**
 * Puts practice servers behind https in place of the two brands; Chromium resolves the hosts to them. A test can then
 * mistake an app of one brand for one of the other, as people do, and nothing leaves this computer.
 */
export const serveBrands = async (brands: { feishu: Practice; lark: Practice }): Promise<BrandHosts> => {
  const certificate = await selfSigned();
  const serve = async ({ port }: Practice) => {
    const server = createServer(certificate, (asked, answer) => {
      const { method, url } = asked;
      // Practice answers only to its own address.
      // One server may stand for both brands: it tells them apart by its name.
      const name = asked.headers.host?.endsWith('.larksuite.com') ? 'localhost' : '127.0.0.1';
      const headers = { ...asked.headers, host: `${name}:${port}` };
      const on = request({ host: '127.0.0.1', port, method, path: url, headers }, (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      });
      on.once('error', () => answer.destroy());
      asked.pipe(on);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return { server, at: (server.address() as AddressInfo).port };
  };
  const feishu = await serve(brands.feishu);
  const lark = await serve(brands.lark);
  const map = (['open', 'accounts'] as const)
    .flatMap((host) => [
      `MAP ${host}.feishu.cn:443 127.0.0.1:${feishu.at}`,
      `MAP ${host}.larksuite.com:443 127.0.0.1:${lark.at}`,
    ])
    .join(',');
  return {
    args: [`--host-resolver-rules=${map}`, '--ignore-certificate-errors'],
    feishuUrl: `https://127.0.0.1:${feishu.at}`,
    close: async () => {
      for (const { server } of [feishu, lark]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
};
