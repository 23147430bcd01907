import type { Channel, PaidChannel } from '../model/channel';

/** True for the channels that need the second, different gesture. Here, apart from the schema, for the renderer. */
export const isPaid = (channel: Channel): channel is PaidChannel => channel !== 'app';
