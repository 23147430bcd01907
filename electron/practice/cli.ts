import { readCommandLine, usage } from './cli-options';
import { tokenHeader } from './control/token';
import { type Practice, startPractice } from './start-practice';

const greet = (practice: Practice) => `Practice Feishu / 练习飞书

  Base URL    ${practice.baseUrl}
  App ID      ${practice.appId}
  App Secret  ${practice.appSecret}
  Control     ${practice.controlToken}

Ask for a token:

  curl -s ${practice.baseUrl}/open-apis/auth/v3/tenant_access_token/internal \\
    -H 'Content-Type: application/json; charset=utf-8' \\
    -d '{"app_id":"${practice.appId}","app_secret":"${practice.appSecret}"}'

People and chats: ${practice.baseUrl}/_practice/world?token=${practice.controlToken}
Play a person (read, tap, react, reply): ${practice.baseUrl}/_practice/chats?token=${practice.controlToken}
Calls received: ${practice.baseUrl}/_practice/log?token=${practice.controlToken}

Open another app:

  curl -s ${practice.baseUrl}/_practice/apps -H '${tokenHeader}: ${practice.controlToken}' -d '{"name":"…"}'

Ctrl+C ends it. No real person is reached.
`;

/** Runs practice alone until SIGINT or SIGTERM, and gives the exit code. */
const main = async (): Promise<number> => {
  const read = readCommandLine(process.argv.slice(2));
  if ('help' in read) {
    console.log(usage);
    return 0;
  }
  if ('wrong' in read) {
    console.error(`${read.wrong}\n\n${usage}`);
    return 2;
  }
  const practice = await startPractice(read.options).catch((error: NodeJS.ErrnoException) => error);
  if (practice instanceof Error) {
    const taken = practice.code === 'EADDRINUSE';
    console.error(taken ? `Port ${read.options.port} is taken. Choose another with --port.` : practice.message);
    return 1;
  }
  console.log(greet(practice));
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await practice.close();
  return 0;
};

process.exitCode = await main();
