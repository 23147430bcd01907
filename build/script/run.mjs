import { spawn } from 'node:child_process';

/** A reason to stop that a person can act on. It is printed as it is, without a stack. */
export class Stop extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a script's main function: a `Stop` is a sentence, anything else a bug with its stack.
 * @param {() => Promise<number | undefined>} main answers with the exit code
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}

/**
 * Waits for pieces of work that go on side by side, to the end of them all, so that what went wrong is said last. Then fails
 * with the first failure in their order, if there is one.
 * @param {readonly Promise<unknown>[]} work
 * @returns {Promise<void>}
 */
export async function together(work) {
  await Promise.allSettled(work);
  await Promise.all(work);
}

/**
 * @typedef {object} Ran
 * @property {number} code 127 when the command does not exist, 128 when a signal ended it
 * @property {string} output stdout and stderr together; empty with `show`
 */

/**
 * Runs a command to its end and keeps what it prints, or shows it as it comes.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options]
 * @returns {Promise<Ran>}
 */
export function run(command, args, { cwd, env = process.env, show = false } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', (error) => resolve({ code: 127, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 128, output }));
  });
}

/**
 * Runs a command like `run`, but a failure ends the script with the command's output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export async function mustRun(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Stop(`${output.trim()}\n\n\`${[command, ...args].join(' ')}\` failed with code ${code}.`);
  return output;
}
