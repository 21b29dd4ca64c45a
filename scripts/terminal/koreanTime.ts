const format = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Seoul",
  dateStyle: "short",
  timeStyle: "short",
});

/** A time in Korea, for example 2027-03-02 09:00 KST. @param seconds Unix seconds. */
export function koreanTime(seconds: number): string {
  return `${format.format(seconds * 1000)} KST`;
}
