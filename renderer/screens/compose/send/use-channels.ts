import { useCallback, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { Channel } from '../../../../electron/contract/model/channel';
import { useComposer, useComposerState } from '../draft/composer';

export interface Channels {
  problems: Readonly<Record<Channel, Problem | null>>;
  /** The channel whose reason is told: one that a person tried to choose, else the chosen one. null: there is none to tell. */
  told: Channel | null;
  /** Chooses a channel by press or key; one that is known to fail is not chosen, and tells why. */
  choose: (channel: Channel) => void;
  /** Chooses a channel all the same. */
  force: (channel: Channel) => void;
}

/** The channels as the plan knows them. A channel that was chosen before its reason was known stays, with the reason. */
export const useChannels = (onChange: (channel: Channel) => void): Channels => {
  const composer = useComposer();
  const { channels, draft } = useComposerState();
  const [tried, setTried] = useState<Channel | null>(null);
  const force = useCallback(
    (channel: Channel) => {
      setTried(null);
      onChange(channel);
    },
    [onChange],
  );
  const choose = useCallback(
    (channel: Channel) => {
      const { channels: known, draft: now } = composer.current();
      if (known[channel] === null || now.channel === channel) force(channel);
      else setTried(channel);
    },
    [composer, force],
  );
  const told = [tried, draft.channel].find((channel) => channel !== null && channels[channel] !== null) ?? null;
  return { problems: channels, told, choose, force };
};
