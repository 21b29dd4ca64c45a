import type { Language } from "./language.ts";

/** How times are written: Korean time, and said so, wherever the visitor is. */
const format: Intl.DateTimeFormatOptions = {
  timeZone: "Asia/Seoul",
  year: "numeric",
  month: "long",
  day: "numeric",
  weekday: "short",
  hour: "numeric",
  minute: "2-digit",
};

/** A time in Korea, as "2027년 3월 2일 (화) 오전 9:00". @param seconds Unix seconds. */
export function koreanTime(seconds: number, language: Language): string {
  if (language === "en") return `${new Intl.DateTimeFormat("en-GB", format).format(seconds * 1000)} (Korean time)`;
  // Browsers differ in whether they put the day of the week in brackets.
  const parts = new Intl.DateTimeFormat("ko-KR", { ...format, month: "numeric" }).formatToParts(seconds * 1000);
  const part = (wanted: Intl.DateTimeFormatPartTypes) => parts.find(({ type }) => type === wanted)?.value;
  const day = `${part("year")}년 ${part("month")}월 ${part("day")}일 (${part("weekday")})`;
  return `${day} ${part("dayPeriod")} ${part("hour")}:${part("minute")}`;
}

/** A span cut to its two largest units. */
export type Span = { readonly days: number; readonly hours: number; readonly minutes: number };

/** @param seconds A span; below zero counts as none. */
export function spanOf(seconds: number): Span {
  const minutes = Math.max(0, Math.floor(seconds / 60));
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}

/** A span in words, "3일 4시간" or "12 minutes"; below a minute it says so. */
export function spanText(seconds: number, language: Language): string {
  const { days, hours, minutes } = spanOf(seconds);
  const words =
    language === "ko"
      ? [days > 0 && `${days}일`, hours > 0 && `${hours}시간`, days === 0 && minutes > 0 && `${minutes}분`]
      : [
          days > 0 && counted(days, "day"),
          hours > 0 && counted(hours, "hour"),
          days === 0 && minutes > 0 && counted(minutes, "minute"),
        ];
  const said = words.filter((word) => word !== false).join(" ");
  return said || (language === "ko" ? "1분 미만" : "less than a minute");
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
