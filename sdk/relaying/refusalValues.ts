/** The header in which a service names the values of its refusal (P12.8). */
export const REFUSAL_VALUES = "Refusal-Values";

/** What a reader takes at most. */
const [MOST, LONGEST] = [16, 256];

/** The values by name, as the header's text. */
export function writeRefusalValues(values: Readonly<Record<string, string>>): string {
  return String(new URLSearchParams(values));
}

/**
 * The values by name of whoever sent the header: at most 16, each of at most 256 visible ASCII characters; what is
 * otherwise is left out. They are the service's words, and may be false.
 */
export function readRefusalValues(header: string | null): Readonly<Record<string, string>> {
  const given = [...new URLSearchParams(header ?? "")].slice(0, MOST);
  return Object.fromEntries(
    given.filter(([name, value]) => /^[A-Za-z]{1,40}$/.test(name) && value.length <= LONGEST && /^[ -~]+$/.test(value)),
  );
}
