import { parseArgs } from 'node:util';
import type { PracticeOptions } from './start-practice';
import { allScopes } from './world/scopes';

const whole = (text: string | undefined, most: number): number | null =>
  text !== undefined && /^\d+$/.test(text) && Number(text) <= most ? Number(text) : null;

export const usage = `npm run practice -- [--port 7480] [--app-secret <secret>] [--seed <text>] [--latency <ms>] [--speed <n>] [--answers] [--scale <people>] [--brand feishu|lark] [--scopes usual|all]

  --port        the port on 127.0.0.1; a free one by default
  --app-secret  a fixed App Secret; a new one for each run by default
  --seed        all ids follow from it: another seed is another company
  --latency     milliseconds added to every call
  --speed       how fast people read: 1 is real time, 10 ten times faster, 0 never
  --answers     some people tap, react or reply after reading; by default they only read
  --scale       generated colleagues beside the staff
  --brand       the servers it plays: feishu (default) or lark
  --scopes      those that the connect window copies (usual, the default), or all that practice knows`;

/** The options of the command line, or the mistake in them. */
export const readCommandLine = (
  args: readonly string[],
): { options: PracticeOptions } | { help: true } | { wrong: string } => {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'app-secret': { type: 'string' },
        seed: { type: 'string' },
        latency: { type: 'string' },
        speed: { type: 'string' },
        answers: { type: 'boolean' },
        scale: { type: 'string' },
        brand: { type: 'string' },
        scopes: { type: 'string' },
        help: { type: 'boolean' },
      },
    }));
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  if (values.help === true) return { help: true };
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const options: PracticeOptions = {};
  const numbers = [
    ['port', 'port', 65_535],
    ['latency', 'latencyMs', 600_000],
    ['speed', 'readingSpeed', 1_000_000],
    ['scale', 'scale', 200_000],
  ] as const;
  for (const [flag, option, most] of numbers) {
    if (text(flag) === undefined) continue;
    const value = whole(text(flag), most);
    if (value === null) return { wrong: `--${flag} is a whole number up to ${most}` };
    options[option] = value;
  }
  const secret = text('app-secret');
  if (secret === '') return { wrong: '--app-secret is empty' };
  if (secret !== undefined) options.appSecret = secret;
  const brand = text('brand');
  if (brand !== undefined && brand !== 'feishu' && brand !== 'lark') return { wrong: '--brand is feishu or lark' };
  if (brand !== undefined) options.brand = brand;
  const scopes = text('scopes');
  if (scopes !== undefined && scopes !== 'usual' && scopes !== 'all') return { wrong: '--scopes is usual or all' };
  if (values.answers === true) options.answering = true;
  if (scopes === 'all') options.scopes = allScopes;
  const seed = text('seed');
  if (seed !== undefined) options.seed = seed;
  return { options };
};
