import { type Problem, problem } from '../../../contract/advice/problem';
import type { BoardPicture } from '../../../contract/model/board';
import type { Picture, PictureId } from '../../../contract/model/message/picture';

/** An entry about a picture, as the ledger has it. */
type PictureEntry = { picture: PictureId } & (
  | { kind: 'picture-uploading' }
  | { kind: 'picture-uploaded'; key: string; app: string }
  | { kind: 'picture-failed'; problem: Problem; over: boolean; lost: boolean }
);

/** A picture of a buzz, and what became of its upload. */
export interface RecordPicture extends Picture {
  /** Feishu's key, and the app for which it works. */
  uploaded: { key: string; app: string } | null;
  /** An upload was announced and has no answer yet. */
  open: boolean;
  /** Number of uploads without a usable answer. */
  lost: number;
  /** Feishu refused a message because of its key, so that it was uploaded anew. */
  renewed: boolean;
  /** It goes out with no message of this buzz, for this reason. */
  over: boolean;
  problem: Problem | null;
}

export type RecordPictures = Map<PictureId, RecordPicture>;

/** The pictures of a buzz that has just been confirmed, in their order. */
export const openPictures = (pictures: readonly Picture[]): RecordPictures =>
  new Map(
    pictures.map((picture) => [
      picture.id,
      { ...picture, uploaded: null, open: false, lost: 0, renewed: false, over: false, problem: null },
    ]),
  );

/** Applies an entry about a picture; one of an unknown picture is ignored. */
export const applyPictureEntry = (pictures: RecordPictures, entry: PictureEntry): void => {
  const picture = pictures.get(entry.picture);
  if (!picture) return;
  picture.open = entry.kind === 'picture-uploading';
  switch (entry.kind) {
    case 'picture-uploading':
      return;
    case 'picture-uploaded':
      picture.uploaded = { key: entry.key, app: entry.app };
      picture.problem = null;
      return;
    case 'picture-failed':
      picture.problem = entry.problem;
      picture.over = entry.over;
      if (entry.lost) picture.lost += 1;
      if (picture.uploaded) picture.renewed = true;
      picture.uploaded = null;
      return;
  }
};

/** The keys that go into messages of this app, in the order of the pictures. */
export const keysFor = (pictures: RecordPictures, app: string): readonly string[] =>
  [...pictures.values()].flatMap(({ uploaded, over }) => (uploaded?.app === app && !over ? [uploaded.key] : []));

/** Pictures that are still to be uploaded before a message of this app leaves. */
export const picturesToUpload = (pictures: RecordPictures, app: string): readonly RecordPicture[] =>
  [...pictures.values()].filter(({ uploaded, over }) => !over && uploaded?.app !== app);

/** The picture itself, without what became of it. */
export const pictureOf = ({ id, kind, width, height, bytes, animated }: RecordPicture): Picture => ({
  id,
  kind,
  width,
  height,
  bytes,
  animated,
});

/**
 * A picture as the board shows it.
 *
 * @param running whether messages of the buzz are still on their way
 */
export const boardPicture = (picture: RecordPicture, running: boolean): BoardPicture => {
  const { uploaded, over, problem: why } = picture;
  const waits = !over && uploaded === null && running;
  return {
    picture: pictureOf(picture),
    state: uploaded && !over ? 'sent' : waits ? 'pending' : 'failed',
    problem: uploaded && !over ? null : (why ?? (waits ? null : problem('message-not-sent'))),
  };
};
