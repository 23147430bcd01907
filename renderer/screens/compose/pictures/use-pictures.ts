import { useCallback, useEffect } from 'react';
import { problem } from '../../../../electron/contract/advice/problem';
import { mostGivenPicture, pictureLimits } from '../../../../electron/contract/limits';
import type { Picture } from '../../../../electron/contract/model/message/picture';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { usePictureReceiver } from '../../../state/asking';
import { toast } from '../../../ui/feedback/toast';
import { putBack } from '../../shared/ordered-list';
import { useComposer } from '../draft/composer';

/**
 * The pictures of the draft: added by paste, drop or choice, one after the other, and removed with a way back.
 *
 * @param takes whether the draft has a message of its own, into which pictures can go
 */
export const usePictures = (takes: boolean) => {
  const { t } = useTranslation(['compose', 'common']);
  const bridge = useBridge();
  const advice = useAdvice();
  const composer = useComposer();

  const addOne = useCallback(
    async (given: Uint8Array, scale: boolean): Promise<void> => {
      const { workspaceId } = composer.current().draft;
      const bytes = Uint8Array.from(given);
      const answer = await bridge.addPicture({ bytes, scale });
      if (!answer.ok) {
        const run = () => composer.holdFor(addOne(bytes, true));
        const scalable = answer.problem.advice === 'picture-too-large';
        toast(advice(answer.problem), ...(scalable ? [{ label: t('picture-scale'), run }] : []));
        return;
      }
      const { pictures, workspaceId: now } = composer.current().draft;
      if (now !== workspaceId) return;
      if (pictures.some(({ id }) => id === answer.value.id)) return void toast(t('picture-there'));
      if (pictures.length >= pictureLimits.most) return void toast(t('pictures-full', { count: pictureLimits.most }));
      composer.edit({ pictures: [...pictures, answer.value] });
      if (answer.value.animated) toast(t('picture-moves'));
    },
    [advice, bridge, composer, t],
  );
  const add = useCallback(
    (files: readonly (Blob | Uint8Array)[]) => {
      const all = async () => {
        for (const file of files) {
          const size = file instanceof Blob ? file.size : file.byteLength;
          if (size > mostGivenPicture) toast(advice(problem('file-too-large')));
          else await addOne(file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : file, false);
        }
      };
      // A buzz that is pressed meanwhile goes with them.
      composer.holdFor(all());
    },
    [addOne, advice, composer],
  );

  usePictureReceiver(takes ? add : null);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
      // Programs for texts and tables put a picture of the text beside it: the text is meant.
      if (
        !takes ||
        files.length === 0 ||
        event.clipboardData?.getData('text/plain') ||
        document.querySelector('dialog[open]')
      )
        return;
      event.preventDefault();
      add(files);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [add, takes]);

  return {
    add,
    pick: async () => {
      const answer = await bridge.pickPictures();
      if (answer.ok) add(answer.value);
      else toast(advice(answer.problem));
    },
    order: (pictures: readonly Picture[]) => composer.edit({ pictures: [...pictures] }),
    remove: (picture: Picture) => {
      const { pictures: before, workspaceId } = composer.current().draft;
      composer.edit({ pictures: before.filter(({ id }) => id !== picture.id) });
      toast(t('picture-removed'), {
        label: t('common:undo'),
        run: () => {
          const { draft } = composer.current();
          const back = putBack(draft.pictures, picture, before);
          if (draft.workspaceId === workspaceId && back.length <= pictureLimits.most) composer.edit({ pictures: back });
        },
      });
    },
  };
};
