import { describe, expect, it } from 'vitest';
import { ServiceContainer } from '../../../../electron/engine/kernel/service-container.ts';
import { ConfigError } from '../../../../shared/base/config-error.ts';

interface Services {
  readonly settings: { readonly seed: number };
  readonly market: { readonly name: string };
  readonly core: { readonly says: string };
}

/** Three services that write down when they are made. */
function aContainer() {
  const made: string[] = [];
  const services = new ServiceContainer<Services>();
  services.register('core', ['market', 'settings'], ({ market, settings }) => {
    made.push('core');
    return { says: `${market.name} ${settings.seed}` };
  });
  services.register('market', ['settings'], async ({ settings }) => {
    await Promise.resolve();
    made.push('market');
    return { name: `sim${settings.seed}` };
  });
  services.register('settings', [], () => {
    made.push('settings');
    return { seed: 7 };
  });
  return { services, made };
}

describe('a service', () => {
  it('is made when it is first asked for, after what it needs, and nothing else is made', async () => {
    const { services, made } = aContainer();
    expect(made).toEqual([]);
    expect(await services.get('market')).toEqual({ name: 'sim7' });
    expect(made).toEqual(['settings', 'market']);
    expect(await services.get('core')).toEqual({ says: 'sim7 7' });
    expect(made).toEqual(['settings', 'market', 'core']);
  });

  it('is made once, also for callers that ask at the same time', async () => {
    const { services, made } = aContainer();
    const [first, second, core] = await Promise.all([services.get('market'), services.get('market'), services.get('core')]);
    expect(first).toBe(second);
    expect(core.says).toBe('sim7 7');
    expect(made.toSorted()).toEqual(['core', 'market', 'settings']);
  });

  it('can be looked at without being made', async () => {
    const { services, made } = aContainer();
    expect(services.peek('settings')).toBeNull();
    expect(made).toEqual([]);
    const settings = await services.get('settings');
    expect(services.peek('settings')).toBe(settings);
  });

  it('is made anew after everything was forgotten', async () => {
    const { services, made } = aContainer();
    const before = await services.get('settings');
    services.clear();
    expect(services.peek('settings')).toBeNull();
    expect(await services.get('settings')).not.toBe(before);
    expect(made).toEqual(['settings', 'settings']);
  });

  it('fails for its caller when what it needs can not be made, and the rest is still there', async () => {
    const { services } = aContainer();
    const broken = new ServiceContainer<Services>();
    broken.register('settings', [], () => ({ seed: 1 }));
    broken.register('market', ['settings'], () => Promise.reject(new Error('no file')));
    broken.register('core', ['market'], () => ({ says: 'never' }));
    await expect(broken.get('core')).rejects.toThrow('no file');
    expect(await broken.get('settings')).toEqual({ seed: 1 });
    expect([broken.peek('core'), services.peek('core')]).toEqual([null, null]);
  });

  it('sees no other services than those it names', async () => {
    const services = new ServiceContainer<Services>();
    services.register('settings', [], () => ({ seed: 1 }));
    services.register('market', [], () => ({ name: 'sim' }));
    services.register('core', ['market'], (visible) => ({ says: Object.keys(visible).join() }));
    await services.get('settings');
    expect(await services.get('core')).toEqual({ says: 'market' });
  });

  it('can not be registered twice', () => {
    const { services } = aContainer();
    expect(() => services.register('settings', [], () => ({ seed: 8 }))).toThrow(ConfigError);
  });

  it('that nobody registered is refused by name', async () => {
    await expect(new ServiceContainer<Services>().get('core')).rejects.toThrow(/no service named "core"/);
  });

  it('that needs itself over others is refused with the way, before anything is made', async () => {
    const services = new ServiceContainer<Services>();
    const made: string[] = [];
    services.register('settings', [], () => {
      made.push('settings');
      return { seed: 1 };
    });
    services.register('market', ['settings', 'core'], () => ({ name: 'sim' }));
    services.register('core', ['market'], () => ({ says: '' }));
    await expect(services.get('core')).rejects.toThrow(/market → core → market/);
    expect(made).toEqual([]);
  });
});
