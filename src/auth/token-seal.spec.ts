import { openToken, sealToken } from './token-seal';

test('a sealed token is opened by its password only', async () => {
  const sealed = await sealToken('assay_sécret', 'pässword');
  expect(await openToken(sealed, 'pässword')).toBe('assay_sécret');
  expect(await openToken(sealed, 'password')).toBeNull();
  expect(sealed.toString('latin1')).not.toContain('assay');
});

test('the same token is sealed differently each time', async () => {
  const [one, other] = [await sealToken('x', 'y'), await sealToken('x', 'y')];
  expect(one.equals(other)).toBe(false);
});

test('what is no seal, or has been touched, opens nothing', async () => {
  const sealed = await sealToken('secret', 'password');
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(await openToken(sealed, 'password')).toBeNull();
  expect(await openToken(Buffer.from('short'), 'password')).toBeNull();
});
