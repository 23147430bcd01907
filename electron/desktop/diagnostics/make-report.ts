import { homedir, release, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Notice } from '../../contract/ipc/startup';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import type { Engine } from '../../core/buzz/engine/engine';
import { words } from '../words/words';
import { diagnosticsReport } from './diagnostics-report';
import { type PrivateWordsDeps, privateWords } from './private-words';
import { readLogTail } from './read-log-tail';
import { settingsLines, workspaceLines } from './settings-lines';

export interface ReportDeps extends PrivateWordsDeps {
  engine: Pick<Engine, 'list' | 'board' | 'diagnostics' | 'running' | 'armed'>;
  locale: () => Locale;
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
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
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
