import {
  Bell,
  Database,
  Factory,
  HeartPulse,
  type LucideIcon,
  MessageSquare,
  Moon,
  Phone,
  Server,
  Shield,
  Truck,
  Users,
  Zap,
} from 'lucide-react';
import type { Channel } from '../../../electron/contract/model/channel';
import type { GroupIcon as GroupIconName } from '../../../electron/contract/model/group';

const groupIcons: Record<GroupIconName, LucideIcon> = {
  bolt: Zap,
  database: Database,
  factory: Factory,
  moon: Moon,
  server: Server,
  shield: Shield,
  truck: Truck,
  heart: HeartPulse,
  users: Users,
};

const channelIcons: Record<Channel, LucideIcon> = { app: Bell, sms: MessageSquare, phone: Phone };

/** The icon of a group. Other icons come straight from `lucide-react`, at `size={16}` or `14`. Decorative: the name stands beside it. */
export const GroupIcon = ({ name, size = 14 }: { name: GroupIconName; size?: number }) => {
  const Drawn = groupIcons[name];
  return <Drawn size={size} aria-hidden />;
};

/** The icon of a channel. Decorative: its word stands beside it. */
export const ChannelIcon = ({ channel, size = 14 }: { channel: Channel; size?: number }) => {
  const Drawn = channelIcons[channel];
  return <Drawn size={size} aria-hidden />;
};
