/** `attachment; filename=suite_0_smoke.csv`, as LAVA's API writes it, without quotes. */
export function attachment(name: string): string {
  return `attachment; filename=${headerText(name)}`;
}

/** As LAVA's older routes write it, in quotes. */
export function quotedAttachment(name: string): string {
  return `attachment; filename="${headerText(name).replace(/["\\]/g, '\\$&')}"`;
}

/** A header takes no line ends and nothing beyond ASCII. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (char) => encodeURIComponent(Buffer.from(char).toString()));
}
