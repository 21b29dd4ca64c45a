const format = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Seoul",
  dateStyle: "short",
  timeStyle: "short",
});

/** A time in Korea, for example 2027-03-02 09:00 KST. @param seconds Unix seconds. */
export function koreanTime(seconds: number): string {
  return `${format.format(seconds * 1000)} KST`;
}

/** The same in both languages. */
export function koreanTimeText(seconds: number): { readonly ko: string; readonly en: string } {
  const time = koreanTime(seconds);
  return { ko: time, en: time };
}
