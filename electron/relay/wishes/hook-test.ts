import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { knownZone } from '../../contract/local-time';
import type { Locale } from '../../contract/model/settings';
import { longestBody } from '../../contract/relay';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { parseJson } from '../../core/text/read-text';
import type { ServeCommand } from '../config/arguments';
import type { Config } from '../config/config';
import type { ServedHook } from '../config/served-hooks';
import { readAlarms } from '../hooks/read-alarms';
import { sayHookTest } from '../words/hook-test-words';
import { type AlarmWish, alarmWishOf } from './alarm-wish';

/** What one alarm of a payload would do. */
interface TestedAlarm {
  key: string;
  status: 'firing' | 'resolved';
  does: 'opens' | 'repeats' | 'closes' | 'nothing';
  wish: AlarmWish['wish'];
  /** The reply to its end; null: none. */
  reply: string | null;
}

/** What a payload would do, or why it is refused. */
interface TestedFile {
  file: string;
  alarms: readonly TestedAlarm[];
  refused: { reason: 'too-long' | 'not-json' | 'not-valid'; places: readonly string[] } | null;
}

interface Said {
  exit: 0 | 1 | 2;
  stdout: string;
  stderr: string;
}

class Wrong extends Error {}

const read = (path: string): Buffer | null => (statSync(path).size > longestBody ? null : readFileSync(path));

/** The incidents that would be open after the payloads so far. */
type Open = Map<string, true>;

const test = (
  body: Buffer | null,
  { hook, key, by, open }: { hook: ServedHook; key: string | null; by: Parameters<typeof alarmWishOf>[2]; open: Open },
): Omit<TestedFile, 'file'> => {
  const refuse = (reason: 'too-long' | 'not-json' | 'not-valid', places: readonly string[] = []) => ({
    alarms: [],
    refused: { reason, places },
  });
  if (body === null) return refuse('too-long');
  const data = parseJson(body.toString('utf8'));
  if (data === undefined) return refuse('not-json');
  const alarms = readAlarms(hook, data, key);
  if (!alarms.ok) return refuse('not-valid', alarms.places);
  const tested = alarms.alarms.map((alarm): TestedAlarm => {
    const { wish, reply, status } = alarmWishOf(hook, alarm, by);
    const wasOpen = open.has(alarm.key);
    if (status === 'firing') open.set(alarm.key, true);
    else open.delete(alarm.key);
    const does = status === 'firing' ? (wasOpen ? 'repeats' : 'opens') : wasOpen ? 'closes' : 'nothing';
    return { key: alarm.key, status, does, wish, reply };
  });
  return { alarms: tested, refused: null };
};

const indented = (text: string): readonly string[] => text.split('\n').map((line) => `    ${line}`);

const linesOf = (
  { file, alarms, refused }: TestedFile,
  hook: ServedHook,
  say: ReturnType<typeof sayHookTest>,
): readonly string[] => {
  if (refused) {
    const why = {
      'too-long': say('tooLong'),
      'not-json': say('notJson'),
      'not-valid': say('places', { places: refused.places.slice(0, 10).join(', ') }),
    };
    return ['', file, `  ${why[refused.reason]}`];
  }
  const of = ({ key, does, wish, reply }: TestedAlarm): readonly string[] => {
    const lines = [say(does), say('incident', { key: key.replace(/\p{Cc}/gu, ' ') })];
    if (does === 'opens') {
      const { fold, perHour } = { fold: hook.foldAfter === null ? null : hook.foldAfter + 1, perHour: hook.perHour };
      lines.push(
        say('to', { to: wish.to.join(', ') }),
        say('channel', { channel: say(wish.via) }),
        ...('ladder' in wish && wish.ladder !== null ? [say('ladder', { ladder: wish.ladder })] : []),
        say(wish.paid ? 'paid' : 'free'),
        fold === null ? say('ceiling', { perHour }) : say('ceilings', { perHour, fold }),
        say('text'),
        ...indented('text' in wish ? wish.text : ''),
      );
    }
    if (does === 'closes') lines.push(...(reply === null ? [say('noReply')] : [say('reply'), ...indented(reply)]));
    return lines.map((line) => `  ${line}`);
  };
  return ['', file, ...alarms.flatMap(of)];
};

/**
 * Shows what payloads would do to a webhook of the configuration, one after the other: whether each opens an incident, repeats or ends
 * it, with which text, and to whom. Looks no one up and sends nothing. Exit 1: one would be refused.
 */
export const runHookTest = (
  command: Extract<ServeCommand, { kind: 'hook-test' }>,
  { config, folder, locale }: { config: Config; folder: string; locale: Locale },
): Said => {
  const say = sayHookTest(locale);
  const ids = config.hooks.map(({ id }) => id).join(' ');
  const pick = (): ServedHook => {
    const [only, ...others] = config.hooks;
    if (!only) throw new Wrong(say('none'));
    if (command.hook === null && others.length > 0) throw new Wrong(say('which', { ids }));
    const hook = command.hook === null ? only : config.hooks.find(({ id }) => id === command.hook);
    if (!hook) throw new Wrong(say('unknown', { hook: command.hook ?? '', ids }));
    return hook;
  };
  try {
    const hook = pick();
    const workspace = config.workspaces.find(({ id }) => id === hook.workspaceId);
    const by = { asker: '', locale: workspace?.locale ?? config.locale, zone: workspace?.zone ?? knownZone() };
    const open: Open = new Map();
    const files = command.files.map((file): TestedFile => {
      let body: Buffer | null;
      try {
        body = read(resolve(folder, file));
      } catch (error) {
        throw new Wrong(say('unreadable', { file, reason: fileErrorCodeOf(error) }));
      }
      return { file, ...test(body, { hook, key: command.key, by, open }) };
    });
    const exit = files.some(({ refused }) => refused) ? 1 : 0;
    const { id, kind, workspaceId } = hook;
    const named = { hook: id, kind, workspace: workspaceId.replace(/^ws_/, '') };
    if (command.json) return { exit, stdout: `${JSON.stringify({ ...named, files }, null, 2)}\n`, stderr: '' };
    const lines = [say('head', named), ...files.flatMap((file) => linesOf(file, hook, say)), '', say('sentNothing')];
    return { exit, stdout: `${lines.join('\n')}\n`, stderr: '' };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { exit: 2, stdout: '', stderr: `${error.message}\n` };
  }
};
