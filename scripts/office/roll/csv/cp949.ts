/**
 * CP949 (Microsoft's Unified Hangul Code), which Korean spreadsheets write: KS X 1001, and in the places it leaves free
 * the 8,822 syllables that it lacks, in Unicode's order. Node's own "euc-kr" knows only the former and garbles the rest.
 */
let table: Uint16Array | undefined;

/** Text in CP949, or undefined if some bytes are none. */
export function decodeCp949(bytes: Uint8Array): string | undefined {
  table ??= codeTable();
  const units = new Uint16Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] as number;
    if (lead < 0x80) units[length++] = lead;
    else {
      const unit = table[(lead << 8) | (bytes[++at] ?? 0)] as number;
      if (unit === 0) return undefined;
      units[length++] = unit;
    }
  }
  return new TextDecoder("utf-16le").decode(units.subarray(0, length));
}

/** Code units by lead and trail byte; 0 where there is none. */
function codeTable(): Uint16Array {
  const codes = new Uint16Array(2 ** 16);
  const standard = new TextDecoder("euc-kr", { fatal: true });
  const known = new Set<number>();
  for (let lead = 0xa1; lead <= 0xfe; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const unit = unitOf(standard, lead, trail);
      codes[(lead << 8) | trail] = unit;
      known.add(unit);
    }
  }
  let syllable = 0xac00;
  for (const place of freePlaces()) {
    while (known.has(syllable)) syllable++;
    if (syllable > 0xd7a3) break;
    codes[place] = syllable++;
  }
  return codes;
}

function unitOf(standard: InstanceType<typeof TextDecoder>, lead: number, trail: number): number {
  try {
    const text = standard.decode(Uint8Array.of(lead, trail));
    return text.length === 1 ? text.charCodeAt(0) : 0;
  } catch {
    return 0;
  }
}

/** The places of the added syllables, in order. */
function* freePlaces(): Iterable<number> {
  for (let lead = 0x81; lead <= 0xc6; lead++) {
    for (let trail = 0x41; trail <= (lead < 0xa1 ? 0xfe : 0xa0); trail++) {
      const isLetterGap = (trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81);
      if (!isLetterGap) yield (lead << 8) | trail;
    }
  }
}
