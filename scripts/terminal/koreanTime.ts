const format = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Seoul",
  dateStyle: "short",
  timeStyle: "short",
});

/** A time in Korea, for example 2027-03-02 09:00 KST. @param seconds Unix seconds. */
export function koreanTime(seconds: number): string {
  return `${format.format(seconds * 1000)} KST`;
}

/** The same of a time that may be none, as a hostile file gives it, and in words: 2027-03-02 09:00 (한국 시간). */
export function koreanMoment(seconds: number): string {
  return Number.isNaN(new Date(seconds * 1000).getTime())
    ? `1970년에서 ${seconds}초 뒤`
    : `${format.format(seconds * 1000)} (한국 시간)`;
}
