import type { ReadStream } from 'node:tty';

/** Longest wait for a pipe that stays open without a secret (ms). */
const pipeMs = 30_000;
/** Longest wait for a person at a terminal (ms). */
const terminalMs = 300_000;
/** Longest secret (characters). */
const limit = 1000;

/**
 * Reads the secret from standard input: its first line, or all of it. In a terminal it prompts and shows nothing. Empty
 * when nothing comes.
 */
export const readSecret = (stdin: NodeJS.ReadStream, stderr: NodeJS.WritableStream, prompt: string): Promise<string> =>
  new Promise((resolve) => {
    const terminal: ReadStream | null = stdin.isTTY ? stdin : null;
    let typed = '';
    const end = (secret: string) => {
      clearTimeout(timer);
      stdin.off('data', onData);
      stdin.off('end', onEnd);
      stdin.off('error', onEnd);
      terminal?.setRawMode(false);
      if (terminal) stderr.write('\n');
      stdin.pause();
      // A pipe that stays open would keep the process from ending.
      stdin.unref?.();
      resolve(secret);
    };
    const onEnd = () => end(typed);
    const onData = (chunk: Buffer | string) => {
      for (const char of chunk.toString()) {
        if (char === '\n' || char === '\r' || char === '\u0004') return end(typed);
        // Ctrl+C in raw mode is only a character.
        if (char === '\u0003') return end('');
        typed = char === '\u007f' || char === '\b' ? typed.slice(0, -1) : typed + char;
      }
      if (typed.length > limit) end(typed);
    };
    const timer = setTimeout(onEnd, terminal ? terminalMs : pipeMs);
    if (terminal) {
      stderr.write(prompt);
      terminal.setRawMode(true);
    }
    stdin.on('data', onData);
    stdin.once('end', onEnd);
    stdin.once('error', onEnd);
    stdin.resume();
  });
