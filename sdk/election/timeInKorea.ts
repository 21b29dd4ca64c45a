/** Korea has one zone, and no summer time. */
const KOREA = 9 * 3600;

/**
 * A time as people read it, to the second and with its zone: 2027-03-02 09:00:00 KST. Hostile records hold times beyond
 * what a date can be.
 * @param seconds Unix seconds.
 */
export function timeInKorea(seconds: number): string {
  const date = new Date((seconds + KOREA) * 1000);
  return Number.isNaN(date.getTime())
    ? `${seconds} s after 1970`
    : `${date.toISOString().slice(0, 19).replace("T", " ")} KST`;
}
