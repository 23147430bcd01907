import {
  Bell,
  Database,
  Factory,
  HeartPulse,
  type LucideIcon,
  MessageSquare,
  Moon,
  Phone,
  Pin,
  Server,
  Shield,
  Truck,
  Users,
  Zap,
} from 'lucide-react';
import type { GroupIcon as GroupIconName } from '../../../electron/contract/model/group';
import type { RungWay } from '../../../electron/contract/rules/rungs';

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

const channelIcons: Record<RungWay, LucideIcon> = { app: Bell, sms: MessageSquare, phone: Phone, reminder: Pin };

/** The icon of a group. Other icons come straight from `lucide-react`, at `size={16}` or `14`. Decorative: the name stands beside it. */
export const GroupIcon = ({ name, size = 14 }: { name: GroupIconName; size?: number }) => {
  const Drawn = groupIcons[name];
  return <Drawn size={size} aria-hidden />;
};

/** The icon of a channel, or of a reminder. Decorative: its word stands beside it. */
export const ChannelIcon = ({ channel, size = 14 }: { channel: RungWay; size?: number }) => {
  const Drawn = channelIcons[channel];
  return <Drawn size={size} aria-hidden />;
};
