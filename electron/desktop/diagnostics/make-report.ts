import { open } from 'node:fs/promises';
import { homedir, release, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Notice } from '../../contract/ipc/startup';
import type { Zone } from '../../contract/local-time';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import type { Engine } from '../../core/buzz/engine/engine';
import { redact } from '../../storage/redact';
import { words } from '../words/words';
import { diagnosticsReport } from './diagnostics-report';
import { type PrivateWordsDeps, privateWords } from './private-words';
import { settingsLines, workspaceLines } from './settings-lines';

export interface ReportDeps extends PrivateWordsDeps {
  engine: Pick<Engine, 'list' | 'board' | 'diagnostics' | 'running' | 'armed'>;
  locale: () => Locale;
  zone: () => Zone;
  currentWorkspaceId: () => WorkspaceId;
  notices: () => readonly Notice[];
  home: string;
}

interface ReportFacts {
  /** Facts about the program, such as its version. */
  facts: Readonly<Record<string, string>>;
  env: Readonly<Record<string, string | undefined>>;
  now: number;
}

/** Number of buzzes in the report. */
const reportedBuzzes = 20;

/** Collects the diagnostics report. Rarely used, so it is loaded with the first use. */
export const makeReport = async (deps: ReportDeps, { facts, env, now }: ReportFacts): Promise<string> => {
  const { store, engine, locale, workspaces, currentWorkspaceId, notices, home } = deps;
  const rows = engine.list({ before: null, limit: reportedBuzzes, query: '', outcome: null });
  const boards = rows.flatMap(({ id }) => {
    const board = engine.board(id);
    return board.ok ? [board.value] : [];
  });
  const told = rows.flatMap(({ id }) => {
    const diagnostics = engine.diagnostics(id);
    return diagnostics.ok ? [diagnostics.value, ''] : [];
  });
  return diagnosticsReport({
    at: now,
    intro: words[locale()].diagnosticsIntro,
    computer: {
      ...facts,
      system: `${process.platform} ${release()} ${process.arch}`,
      session: [env.XDG_SESSION_TYPE, env.XDG_CURRENT_DESKTOP].filter(Boolean).join(' ') || '-',
      locale: locale(),
      timeZone: deps.zone(),
      running: `${Math.round(process.uptime())} s, ${engine.running} buzzes under way, ${engine.armed.length} ladders armed`,
    },
    settings: settingsLines(store.settings()),
    workspaces: workspaceLines(workspaces(), (id) => store.groups(id), currentWorkspaceId()),
    notices: notices(),
    buzzes: told,
    log: await readLogTail(join(home, 'logs')),
    secretWords: privateWords(deps, boards, [home, homedir(), userInfo().username]),
  });
};

/** Size of the log's end in the report (bytes): enough for the latest events, and short enough to be read. */
const logTailSize = 48_000;

/** Reads the last whole lines of the log and redacts them once more; empty without a log. */
export const readLogTail = async (folder: string): Promise<readonly string[]> => {
  const file = await open(join(folder, 'main.log')).catch(() => null);
  if (!file) return [];
  try {
    const { size } = await file.stat();
    const length = Math.min(size, logTailSize);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const lines = buffer.toString('utf8').split('\n');
    // The first line is cut, unless the whole log is read.
    return (size > logTailSize ? lines.slice(1) : lines)
      .filter((line) => line !== '')
      .map((line) => String(redact(line)));
  } finally {
    await file.close();
  }
};
