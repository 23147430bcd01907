import type { ReadStream } from 'node:tty';

/** Nobody waits for ever for a pipe that somebody left open, ms. */
const patienceMs = 30_000;
const most = 1000;

/**
 * The secret from standard input: its first line, or all of it. In a terminal it is asked for and not shown. Empty when
 * nothing comes.
 */
export const readSecret = (stdin: NodeJS.ReadStream, stderr: NodeJS.WritableStream, prompt: string): Promise<string> =>
  new Promise((resolve) => {
    const terminal: ReadStream | null = stdin.isTTY ? stdin : null;
    let typed = '';
    const end = (secret: string) => {
      clearTimeout(timer);
      stdin.off('data', hear);
      stdin.off('end', ended);
      stdin.off('error', ended);
      terminal?.setRawMode(false);
      if (terminal) stderr.write('\n');
      stdin.pause();
      // A pipe that stays open would keep the process from ending.
      stdin.unref?.();
      resolve(secret);
    };
    const ended = () => end(typed);
    const hear = (chunk: Buffer | string) => {
      for (const char of chunk.toString()) {
        if (char === '\n' || char === '\r' || char === '\u0004') return end(typed);
        // Ctrl+C in raw mode is only a character.
        if (char === '\u0003') return end('');
        typed = char === '\u007f' || char === '\b' ? typed.slice(0, -1) : typed + char;
      }
      if (typed.length > most) end(typed);
    };
    const timer = setTimeout(ended, terminal ? 300_000 : patienceMs);
    if (terminal) {
      stderr.write(prompt);
      terminal.setRawMode(true);
    }
    stdin.on('data', hear);
    stdin.once('end', ended);
    stdin.once('error', ended);
    stdin.resume();
  });
