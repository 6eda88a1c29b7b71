const MOMENT =
  /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?(?:Z|([+-]\d\d)(?::?(\d\d))?(?::(\d\d))?)$/;

/** Where the clock of `raw` ends when it is UTC as PostgreSQL or ISO 8601 write it; -1 when it is anything else. */
function endOfUtc(raw: string): number {
  const between = raw.charCodeAt(10);
  if (between !== 0x20 && between !== 0x54) return -1;
  const zone = raw.endsWith('Z') ? 1 : raw.endsWith('+00') ? 3 : raw.endsWith('+00:00') ? 6 : 0;
  const end = raw.length - zone;
  return zone > 0 && (end === 19 || (end > 20 && end <= 26 && raw.charCodeAt(19) === 0x2e)) ? end : -1;
}

/**
 * A moment in UTC without its zone, laid out as Python's `isoformat(sep)`: `2026-03-01 08:20:00.250000`, no fraction when
 * it is zero (`always`: six decimals even then). Takes PostgreSQL's timestamptz text and ISO 8601 with any zone; what is
 * neither (`infinity`, years beyond 9999) comes back as it is.
 */
export function utcText(raw: string, separator: ' ' | 'T', always = false): string {
  const end = endOfUtc(raw);
  if (end < 0) return rareText(raw, separator, always);
  if (end === 26 && raw[10] === separator && !raw.startsWith('000000', 20)) return raw.slice(0, end);
  const whole = raw.slice(0, 10) + separator + raw.slice(11, 19);
  return whole + decimals(end === 19 ? '' : raw.slice(20, end), always);
}

function decimals(fraction: string, always: boolean): string {
  const six = fraction.length === 6 ? fraction : fraction.padEnd(6, '0');
  return six === '000000' && !always ? '' : `.${six}`;
}

function rareText(raw: string, separator: string, always: boolean): string {
  const [, date, clock, fraction = '', hours = '+00', minutes = '00', seconds = '00'] =
    MOMENT.exec(raw) ?? [];
  if (date === undefined || clock === undefined) return raw;
  const offset = Math.abs(Number(hours)) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
  const moment = Date.parse(`${date}T${clock}Z`) - (hours.startsWith('-') ? -offset : offset);
  if (Number.isNaN(moment)) return raw;
  const iso = new Date(moment).toISOString();
  return iso.length > 24
    ? raw
    : iso.slice(0, 10) + separator + iso.slice(11, 19) + decimals(fraction, always);
}
