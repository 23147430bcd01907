import { MessageSquareText, Phone } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Answer } from '../../../../electron/contract/advice/problem';
import type { Board, BoardPerson, BoardStep, PersonHelp } from '../../../../electron/contract/model/board';
import type { Channel } from '../../../../electron/contract/model/channel';
import { hasAcknowledged } from '../../../../electron/contract/rules/answered';
import { isLouder } from '../../../../electron/contract/rules/board-standing';
import { knownToFail, openChannels } from '../../../../electron/contract/rules/known-to-fail';
import { useBridge } from '../../../bridge';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useWhom } from '../../../i18n/use-whom';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { ChannelIcon } from '../../../ui/text/icon';
import { canBeBuzzedByChoice } from '../board-summary';
import styles from './person-row.module.css';

/** The last attempt, if its channel must fail again as things are. */
const lastFailure = (person: BoardPerson): BoardStep | null => {
  const last = person.steps.at(-1);
  return last ? knownToFail(person, last.via) : null;
};

/** A louder call than that of the buzz may have gone out: no ladder goes on for them, so a person may. */
const isLeftAmidLadder = ({ outcome, steps }: BoardPerson, channel: Channel): boolean =>
  outcome === 'unknown' && isLouder(steps.at(-1)?.via ?? channel, channel);

/** Channels to offer for a person: the one of the buzz; after a failure, or where a ladder left them, all that are not known to fail. */
const offeredTo = (person: BoardPerson, channel: Channel): readonly Channel[] => {
  const open = openChannels(person);
  return lastFailure(person) || isLeftAmidLadder(person, channel) || !open.includes(channel) ? open : [channel];
};

interface NextActsProps {
  person: BoardPerson;
  board: Pick<Board, 'id' | 'channel' | 'asks'>;
  /** Null while people cannot be buzzed again. */
  onBuzzAgain: ((channel: Channel) => void) | null;
}

/**
 * What can still be done for a person who is waited for, best first: a call that may get through, their chat in Feishu,
 * their number, and who may pass it on. A call that must fail again is no button; a link repeats it once its reason is mended.
 */
export const NextActs = ({ person, board, onBuzzAgain }: NextActsProps) => {
  const { t } = useTranslation(['board', 'common']);
  const bridge = useBridge();
  const advice = useAdvice();
  const format = useFormat();
  const whom = useWhom();
  const [help, setHelp] = useState<PersonHelp | null>(null);
  const [number, setNumber] = useState<Answer<string> | null>(null);
  const [asking, setAsking] = useState(false);
  const { key } = person;
  const { id } = board;
  const unread = !hasAcknowledged(person) && (board.asks || person.readAt === null);
  useEffect(() => {
    let current = true;
    if (!unread) return;
    void bridge.getHelp({ id, person: key }).then((answer) => current && answer.ok && setHelp(answer.value));
    return () => {
      current = false;
    };
  }, [bridge, id, key, unread]);
  if (!unread) return null;

  const buzz = canBeBuzzedByChoice(person, board) ? onBuzzAgain : null;
  const offered = buzz ? offeredTo(person, board.channel) : [];
  const mended = buzz && lastFailure(person);
  const canAsk = help?.number === true && !number?.ok;
  const openChat = async () => {
    const answer = await bridge.openChat({ id, person: key });
    if (!answer.ok) toast(advice(answer.problem));
  };
  const askNumber = async () => {
    setAsking(true);
    setNumber(await bridge.getNumber({ id, person: key }));
    setAsking(false);
  };
  return (
    <>
      {(offered.length > 0 || help?.chat || canAsk) && (
        <div className={styles.acts}>
          {offered.map((channel) => (
            <Button
              key={channel}
              size="s"
              icon={<ChannelIcon channel={channel} size={13} />}
              onClick={() => buzz?.(channel)}
            >
              {channel === board.channel ? t('buzz-this-again', { name: whom(person) }) : t(`buzz-instead-${channel}`)}
            </Button>
          ))}
          {help?.chat && (
            <Button size="s" icon={<MessageSquareText size={13} aria-hidden />} onClick={() => void openChat()}>
              {t('open-chat')}
            </Button>
          )}
          {canAsk && (
            <Button size="s" icon={<Phone size={13} aria-hidden />} loading={asking} onClick={() => void askNumber()}>
              {t('show-number')}
            </Button>
          )}
        </div>
      )}
      {number && (
        <p role="status">
          {number.ok ? <b data-selectable>{t('number-is', { number: number.value })}</b> : advice(number.problem)}
        </p>
      )}
      {help && help.ask.length > 0 && <p>{t('ask-readers', { names: format.list(help.ask.map(whom)) })}</p>}
      {mended && (
        <Button variant="link" size="s" onClick={() => buzz?.(mended.via)}>
          {t('buzz-when-mended', { channel: t(`common:channel-${mended.via}`) })}
        </Button>
      )}
    </>
  );
};
