import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

const json = { 'Content-Type': 'application/json; charset=utf-8' };

/** 64 MB that are 64 KB on their way. */
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, '['));

/** Writes as long as the other side reads. */
const pour = (response: ServerResponse, part: Buffer): void => {
  const pump = () => {
    while (response.writable && response.write(part));
  };
  response.on('drain', pump);
  pump();
};

/** Answers that Feishu never gives, each of which goes on until the client ends it, fails it, or is done with it. */
export const brokenAnswers = {
  'is longer than any answer': (response) => {
    response.writeHead(200, json);
    pour(response, Buffer.alloc(64 * 1024, '['));
  },
  'unpacks to more than any answer': (response) => {
    response.writeHead(200, { ...json, 'Content-Encoding': 'gzip' });
    // Not ended: the client has to.
    response.write(bomb);
  },
  'breaks off': (response) => {
    response.writeHead(200, { ...json, 'Content-Length': '100' });
    response.write('{"code":0', () => response.destroy());
  },
  'breaks off inside its packing': (response) => {
    response.writeHead(200, { ...json, 'Content-Encoding': 'gzip' });
    response.end(gzipSync('{"code":0,"msg":"ok","data":{}}').subarray(0, 20));
  },
  'is not packed as it says': (response) => {
    response.writeHead(200, { ...json, 'Content-Encoding': 'gzip' });
    response.end('{"code":0}');
  },
  'is a web page': (response) => {
    response.writeHead(502, { 'Content-Type': 'text/html' });
    response.end('<html><body>502</body></html>');
  },
  'has another charset': (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json; charset=gb18030' });
    response.end(Buffer.from([0x7b, 0x22, 0xd7, 0xe9, 0x22, 0x3a, 0x30, 0x7d]));
  },
} as const satisfies Readonly<Record<string, (response: ServerResponse) => void>>;

/** Answers that never come to an end by themselves, nor to anything that could be refused: only time ends them. */
export const endlessAnswers = {
  'never begins': () => undefined,
  'is headers alone': (response) => {
    response.writeHead(200, { ...json, 'Content-Length': '100' });
    response.flushHeaders();
  },
  'stops in the middle': (response) => {
    response.writeHead(200, { ...json, 'Content-Length': '100' });
    response.write('{"code":');
  },
} as const satisfies Readonly<Record<string, (response: ServerResponse) => void>>;
