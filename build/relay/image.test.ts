import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { readConfig } from '../../electron/relay/config/config';
import { image, readYaml, stages } from '../../test/support/relay/image';

const here = import.meta.dirname;
const root = join(here, '../..');

interface Service {
  image: string;
  command?: readonly string[];
  build?: { context: string; dockerfile: string };
  read_only: boolean;
  cap_drop: readonly string[];
  cap_add?: readonly string[];
  security_opt: readonly string[];
  privileged?: boolean;
  ports?: readonly string[];
  tmpfs?: readonly string[];
  volumes?: readonly string[];
  secrets?: readonly string[];
  environment?: Readonly<Record<string, string>>;
  healthcheck?: { disable?: boolean };
  depends_on?: Readonly<Record<string, { condition: string }>>;
  restart: string;
}
interface Compose {
  services: Readonly<Record<string, Service>>;
  secrets: Readonly<Record<string, { file: string }>>;
}
const compose = readYaml<Compose>('compose.yml');
const services = Object.entries(compose.services);

/** Sources that a stage copies out of the project. */
const copied = stages.flatMap((stage) =>
  stage.flatMap(({ name, text }) =>
    name === 'COPY' && !text.includes('--from') ? text.split(/\s+/).slice(0, -1) : [],
  ),
);
const allowed = readFileSync(join(here, 'Dockerfile.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

describe('the image', () => {
  it('is built from files that are there, and that its ignore file lets through', () => {
    expect(copied).toEqual(['package.json', 'package-lock.json', '.npmrc', '.']);
    const [everything, ...rest] = allowed;
    expect(everything).toBe('*');
    for (const line of rest) {
      expect(line).toMatch(/^![\w./-]+$/);
      expect(existsSync(join(root, line.slice(1)))).toBe(true);
    }
    for (const source of copied.filter((each) => each !== '.')) expect(rest).toContain(`!${source}`);
  });

  it('runs as a user without rights, by no shell, and holds no secret', () => {
    const [first, last] = stages;
    expect(stages).toHaveLength(2);
    expect(first?.[0]?.text.split(' ')[0]).toBe(last?.[0]?.text);
    const { user, entrypoint, health, env } = image();
    expect(user).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/);
    expect(entrypoint).toEqual(['node', '/app/serve.js']);
    expect(health.slice(0, 2)).toEqual(['node', '-e']);
    expect(health[2]).toContain('http://127.0.0.1:7490/healthz');
    expect(Object.keys(env)).toEqual(['NODE_ENV', 'FEISHU_BUZZ_RELAY_CONFIG', 'FEISHU_BUZZ_RELAY_HOME']);
  });
});

describe('the compose file', () => {
  test.each(services)('%s has a root that it cannot write, and no right that it does not need', (name, service) => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    expect(service.privileged).toBeUndefined();
    expect(service.restart).toBe(name === 'migrate' ? 'no' : 'unless-stopped');
    // Open on this computer alone, until a person opens it.
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(JSON.stringify(service.environment ?? {})).not.toMatch(/PASSWORD(?!_FILE)/);
    for (const secret of service.secrets ?? []) expect(compose.secrets[secret]?.file).toBe(`./secrets/${secret}`);
    for (const volume of service.volumes ?? []) {
      const [source = ''] = volume.split(':');
      if (source === './relay.json') continue;
      if (source.startsWith('.')) expect(existsSync(join(here, source))).toBe(true);
    }
  });

  it('has two relays of one image without a right, after their tables and before the proxy', () => {
    const { 'relay-1': one, 'relay-2': two, migrate, proxy } = compose.services;
    expect(one).toEqual(two);
    expect(one?.cap_add).toBeUndefined();
    expect(one?.ports).toBeUndefined();
    expect(one?.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    expect(one?.tmpfs?.[0]).toContain(`uid=${image().user.split(':')[0]},`);
    expect(migrate).toMatchObject({ image: one?.image, command: ['migrate'] });
    expect(migrate?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(existsSync(join(here, one?.build?.context ?? '', one?.build?.dockerfile ?? ''))).toBe(true);
    const caddy = readFileSync(join(here, 'Caddyfile'), 'utf8');
    expect(caddy).toContain('reverse_proxy relay-1:7490 relay-2:7490 {');
    expect(proxy?.depends_on).toMatchObject({ 'relay-1': { condition: 'service_healthy' } });
  });

  it('has an example of a configuration that the relay takes, whose secrets are those that it is given', () => {
    const text = readFileSync(join(here, 'relay.example.json'), 'utf8');
    const read = readConfig(text, { folder: '/etc/feishu-buzz', locale: 'en-US' });
    if (!read.ok) expect.fail(JSON.stringify(read.faults));
    expect(read.value).toMatchObject({ ledger: 'postgres', listen: { port: 7490, tls: 'proxy' }, practice: false });
    const places = [read.value.database, ...read.value.workspaces.map(({ secret }) => secret)];
    expect(places).toEqual(compose.services['relay-1']?.secrets?.map((name) => ({ file: `/run/secrets/${name}` })));
  });

  it('takes secrets and configuration from files that git does not', () => {
    const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['build/relay/relay.json', 'build/relay/secrets/']));
  });
});
