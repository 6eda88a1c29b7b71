import { redactUrl } from './redact';

describe('redactUrl', () => {
  it('leaves a target without secrets as it is', () => {
    for (const target of ['/api/v1/jobs/', '/api/v1/jobs/?state=Running&name=%20a', '/api/v1/tokens/', '*'])
      expect(redactUrl(target)).toBe(target);
  });

  it('takes out the values of secrets, however their names are spelt', () => {
    expect(redactUrl('/a?token=x&page=2&password=y=z')).toBe(
      '/a?token=[redacted]&page=2&password=[redacted]',
    );
    expect(redactUrl('/a?access_token=x')).toBe('/a?access_token=[redacted]');
    expect(redactUrl('/a?%74oken=x&PASSWORD=y')).toBe('/a?%74oken=[redacted]&PASSWORD=[redacted]');
  });

  it('survives names that are not UTF-8', () => {
    expect(redactUrl('/a?user=ana;token=y&page=2')).toBe('/a?user=ana;token=[redacted]&page=2');
    expect(redactUrl('/a?password=x;y')).toBe('/a?password=[redacted]');
    expect(redactUrl('/a?%ff=x&token=y')).toBe('/a?%ff=x&token=[redacted]');
  });
});
