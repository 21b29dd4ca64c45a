/** Korea has one zone, and no summer time. */
const ZONE = 9 * 3600;

/** A time as people read it, with its zone: 2027-03-02 09:00:00 KST. Records of an attacker have times that no calendar has. */
export const inKorea = (seconds: number): string => {
  const date = new Date((seconds + ZONE) * 1000);
  return Number.isNaN(date.getTime())
    ? `${seconds} s after 1970`
    : `${date.toISOString().slice(0, 19).replace("T", " ")} KST`;
};
