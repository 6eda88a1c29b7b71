const OFFSET = /^([+-])(\d\d):?(\d\d)$/;
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Hours of a zone remembered; a report rarely spans more than a few. */
const MOST_HOURS = 1_000;

/** Offsets of one IANA zone: asking `Intl` takes longer than reading a test, so each hour is asked once. */
class ZoneOffsets {
  private readonly known = new Map<number, number>();
  private readonly clock: Intl.DateTimeFormat;

  constructor(zone: string) {
    this.clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  }

  /** Minutes east of Greenwich at a moment. Zones change at whole quarters of an hour. */
  at(utc: number): number {
    const quarter = Math.floor(utc / (15 * MINUTE));
    let minutes = this.known.get(quarter);
    if (minutes === undefined) {
      if (this.known.size >= MOST_HOURS) this.known.clear();
      minutes = this.ask(quarter * 15 * MINUTE);
      this.known.set(quarter, minutes);
    }
    return minutes;
  }

  private ask(utc: number): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of this.clock.formatToParts(utc)) parts[type] = Number(value);
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
    return Math.round((Date.UTC(year, month - 1, day, hour, minute) - utc) / MINUTE);
  }
}

const zones = new Map<string, ZoneOffsets>();

function zoneNamed(zone: string): ZoneOffsets | null {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  try {
    const made = new ZoneOffsets(zone);
    if (zones.size >= 100) zones.clear();
    zones.set(zone, made);
    return made;
  } catch {
    return null;
  }
}

/** True for `UTC`, an offset (`+05:30`) or the IANA name of a zone (`Europe/Berlin`). */
export function isTimeZone(zone: string): boolean {
  const offset = OFFSET.exec(zone);
  if (offset !== null) return Number(offset[2]) <= 15 && Number(offset[3]) <= 59;
  return zone.length <= 64 && /^[A-Za-z]/.test(zone) && zoneNamed(zone) !== null;
}

/**
 * The offset, as ISO 8601 writes it, of a clock in a zone; `local` is what the clock shows, as if it were UTC. A time that
 * comes twice (the hour put back in autumn) is the first of the two, one that never was (spring) is counted on from
 * before the change. UTC when no zone is told or known.
 */
export function offsetOf(local: number, zone: string | undefined): string {
  if (zone === undefined || zone === 'UTC' || zone === 'Z') return 'Z';
  const fixed = OFFSET.exec(zone);
  if (fixed !== null) return `${fixed[1]}${fixed[2]}:${fixed[3]}`;
  const offsets = zoneNamed(zone);
  return offsets === null ? 'Z' : spelt(minutesOf(local, offsets));
}

function minutesOf(local: number, offsets: ZoneOffsets): number {
  const before = offsets.at(local - DAY);
  const after = offsets.at(local + DAY);
  if (before === after || offsets.at(local - before * MINUTE) === before) return before;
  return offsets.at(local - after * MINUTE) === after ? after : before;
}

function spelt(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const abs = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(abs / 60))}:${two(abs % 60)}`;
}
