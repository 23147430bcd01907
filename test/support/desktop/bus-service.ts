import {
  type BusMessage,
  type BusValue,
  BusWriter,
  encodeCall,
  fieldCodes,
  frameMessage,
} from '../../../electron/desktop/session-bus/bus-message';
import { busItself, openBusSocket, readMessages } from '../../../electron/desktop/session-bus/session-bus';

const kindOf = (value: BusValue): string => {
  if (typeof value === 'object') return 'as';
  return typeof value === 'string' ? 's' : typeof value === 'number' ? 'u' : 'b';
};

const write = (writer: BusWriter, value: BusValue): void => {
  if (typeof value === 'string') writer.text(value);
  else if (typeof value !== 'object') writer.number(Number(value));
  else {
    const texts = new BusWriter();
    for (const text of value) texts.text(text);
    writer.number(texts.bytes.length);
    writer.bytes.push(...texts.bytes);
  }
};

/** Answers a call. Each value is sent as a variant with its type, like values of properties. */
export const encodeReturn = (serial: number, replyTo: number, to: string, values: readonly BusValue[]): Buffer => {
  const body = new BusWriter();
  for (const value of values) {
    body.signature(kindOf(value));
    write(body, value);
  }
  const fields = new BusWriter();
  fields.field(fieldCodes.replyTo, 'u', replyTo);
  if (to) fields.field(fieldCodes.destination, 's', to);
  if (values.length > 0) fields.field(fieldCodes.signature, 'g', 'v'.repeat(values.length));
  return frameMessage('return', serial, fields, body);
};

/** Takes a name on the session bus and answers calls to it, as a panel of the desktop would. */
export const serveOnBus = async (
  addresses: string,
  name: string,
  answer: (call: BusMessage) => readonly BusValue[],
): Promise<{ close(): void }> => {
  const socket = await openBusSocket(addresses, process.getuid?.() ?? 0);
  let serial = 2;
  const named = new Promise<void>((resolve) => {
    readMessages(socket, (message) => {
      if (message.replyTo === 2) resolve();
      if (message.type !== 'call') return;
      serial += 1;
      socket.write(encodeReturn(serial, message.serial, message.sender, answer(message)));
    });
  });
  socket.write(encodeCall({ ...busItself, serial: 1, member: 'Hello', body: [] }));
  const body = new BusWriter();
  body.text(name);
  body.number(0);
  const fields = new BusWriter();
  fields.field(fieldCodes.path, 'o', busItself.path);
  fields.field(fieldCodes.interface, 's', busItself.interface);
  fields.field(fieldCodes.member, 's', 'RequestName');
  fields.field(fieldCodes.destination, 's', busItself.destination);
  fields.field(fieldCodes.signature, 'g', 'su');
  socket.write(frameMessage('call', 2, fields, body));
  await named;
  return { close: () => socket.destroy() };
};
