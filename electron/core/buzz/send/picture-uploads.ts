import { type Problem, problem } from '../../../contract/advice/problem';
import type { BuzzId, WorkspaceId } from '../../../contract/model/ids';
import type { PictureId } from '../../../contract/model/message/picture';
import { keysFor, picturesToUpload, type RecordPicture } from '../pictures/picture-record';
import { ledgerGuard } from './ledger-guard';
import type { MessagePictures, Run } from './run';

export interface PictureUploadsDeps {
  /** Reads the file of a kept picture; null: it is gone. */
  readPicture: (id: PictureId) => Promise<Uint8Array | null>;
  /** The app of a workspace: a key works for the app that got it (feishu-api 3.11). */
  appOf: (id: WorkspaceId) => string;
  /** The key that this app got for a picture in an earlier buzz; null: it got none. */
  pictureKey: (app: string, id: PictureId) => string | null;
}

/** Longest time that messages wait for their pictures (ms); time without a network does not count, as no message leaves in it. */
const patienceMs = 30_000;

/**
 * Uploads the pictures of a buzz, each once for all its messages: at most once more after a lost answer, and for at most 30 s.
 * A picture that cannot be uploaded is told and passed over: the messages go without it.
 */
export class PictureUploads implements MessagePictures {
  readonly #deps: PictureUploadsDeps;
  readonly #running = new Map<BuzzId, Promise<void>>();

  constructor(deps: PictureUploadsDeps) {
    this.#deps = deps;
  }

  /** The keys for a message that leaves now, once every picture is uploaded or passed over. */
  async keys(run: Run): Promise<readonly string[]> {
    const { pictures, confirmed } = run.record;
    const app = this.#deps.appOf(confirmed.workspaceId);
    if (picturesToUpload(pictures, app).length > 0) await this.#once(confirmed.id, () => this.#upload(run, app));
    return keysFor(pictures, app);
  }

  /**
   * The keys to try instead of `used`, for which Feishu refused a message: each picture is uploaded anew, once. After that the
   * messages go without it.
   */
  async renewed(run: Run, used: readonly string[], reason: Problem): Promise<readonly string[]> {
    const { pictures, confirmed } = run.record;
    await this.#once(confirmed.id, async () => {
      for (const picture of pictures.values()) {
        // Another message has met the same refusal, and what it led to holds for this one.
        if (!used.includes(picture.uploaded?.key ?? '')) continue;
        const over = picture.renewed;
        await run.report({ kind: 'picture-failed', picture: picture.id, problem: reason, over, lost: false });
      }
    });
    return this.keys(run);
  }

  /** Does the work, or waits for the same work of another message of this buzz. */
  async #once(id: BuzzId, work: () => Promise<void>): Promise<void> {
    const running = this.#running.get(id) ?? work().finally(() => this.#running.delete(id));
    this.#running.set(id, running);
    await running;
  }

  async #upload(run: Run, app: string): Promise<void> {
    await Promise.all(picturesToUpload(run.record.pictures, app).map((picture) => this.#uploadOne(run, picture, app)));
  }

  async #uploadOne(run: Run, picture: RecordPicture, app: string): Promise<void> {
    const { id } = picture;
    const fail = (reason: Problem, over: boolean, lost = false) =>
      run.report({ kind: 'picture-failed', picture: id, problem: reason, over, lost });
    // Cut off by a crash: it may have arrived, where its key is known to no one.
    if (picture.open) await fail(problem('lost-answer'), picture.lost > 0, true);
    if (picture.over) return;
    const known = picture.renewed ? null : this.#deps.pictureKey(app, id);
    if (known !== null) return run.report({ kind: 'picture-uploaded', picture: id, key: known, app });
    const bytes = await this.#deps.readPicture(id);
    if (bytes === null) return fail(problem('picture-gone'), true);

    let left = patienceMs;
    for (let attempt = 1; ; attempt += 1) {
      const guard = ledgerGuard(run, { kind: 'picture-uploading', picture: id }, () => run.hindrance('message'));
      const began = run.now();
      const result = await run.within(left, run.feishu.uploadPicture({ bytes, kind: picture.kind }, guard));
      if (result === 'stopped') return fail(problem('stopped-before-call'), false);
      if (result === 'late') return fail(problem('picture-late'), true, true);
      if (result.ok) return run.report({ kind: 'picture-uploaded', picture: id, key: result.value.key, app });
      if (guard.withheld) return fail(guard.withheld, false);

      const { failure } = result;
      const lost = failure.stage === 'lost' || failure.stage === 'faulty';
      const wait = run.backOff(failure, attempt + 1);
      // Without a network the messages wait as well, and the pictures with them.
      const free = failure.stage === 'not-sent';
      if (!free) left -= run.now() - began + wait;
      const over = !failure.passing || left <= 0 || (lost && picture.lost > 0) || run.isLate('message', wait);
      await fail(failure.problem, over, lost);
      if (over) return;
      if (!(await run.waited(wait))) return fail(problem('stopped-before-call'), false);
    }
  }
}
