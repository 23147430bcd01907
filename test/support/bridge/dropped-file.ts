import { File as NodeFile } from 'node:buffer';

/** A file as a browser hands it over; jsdom's own cannot be read. */
export const droppedFile = (text: string, name = '名单.csv') => new NodeFile([text], name) as unknown as File;
