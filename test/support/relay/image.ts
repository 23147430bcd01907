import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../build/relay');

/** An instruction of the Dockerfile, in the order in which they stand. */
export interface Instruction {
  name: string;
  text: string;
}

export const dockerfile: readonly Instruction[] = readFileSync(join(folder, 'Dockerfile'), 'utf8')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [, name = '', text = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    return { name, text };
  });

/** The stages of the Dockerfile, each from its `FROM` on. */
export const stages: readonly (readonly Instruction[])[] = dockerfile.reduce<Instruction[][]>((all, each) => {
  if (each.name === 'FROM') all.push([each]);
  else all.at(-1)?.push(each);
  return all;
}, []);

/** What the image is told to do: its command, its check of health, and its environment. */
export const image = () => {
  const last = stages.at(-1) ?? [];
  const textOf = (name: string) => last.find((each) => each.name === name)?.text ?? '';
  const env = last
    .filter(({ name }) => name === 'ENV')
    .flatMap(({ text }) => [...text.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]));
  return {
    entrypoint: JSON.parse(textOf('ENTRYPOINT')) as readonly string[],
    health: JSON.parse(textOf('HEALTHCHECK').replace(/^.*? CMD /, '')) as readonly string[],
    user: textOf('USER'),
    env: Object.fromEntries(env) as Readonly<Record<string, string>>,
  };
};

const builders = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));

/** A file beside the Dockerfile, read as YAML by the reader that electron-builder brings. */
export const readYaml = <T>(name: string): T => builders('js-yaml').load(readFileSync(join(folder, name), 'utf8')) as T;
