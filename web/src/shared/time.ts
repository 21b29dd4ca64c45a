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

/** Minutes by which Korea's clocks are ahead of universal time, all year. */
const KOREA = 540;
const DAY = 86_400;

/**
 * A time in Korea, as "2027년 3월 2일 (화) 오전 9:00", and named Korea's where the visitor's clock shows another: noon and
 * midnight cannot be taken for each other.
 * @param seconds Unix seconds.
 * @param ahead Minutes by which the visitor's clock is ahead of universal time then.
 */
export function koreanTime(
  seconds: number,
  language: Language,
  ahead = -new Date(seconds * 1000).getTimezoneOffset(),
): string {
  if (language === "en") return `${new Intl.DateTimeFormat("en-GB", format).format(seconds * 1000)} (Korean time)`;
  const zone = ahead === KOREA ? "" : "한국 시간 ";
  return `${zone}${koreanDay(seconds, language)} ${hourText(seconds)}`;
}

/** A day in Korea, as "2027년 3월 2일 (화)". @param seconds Unix seconds. */
export function koreanDay(seconds: number, language: Language): string {
  const { hour: _hour, minute: _minute, ...day } = format;
  if (language === "en") return new Intl.DateTimeFormat("en-GB", day).format(seconds * 1000);
  // Browsers differ in whether they put the day of the week in brackets.
  const parts = new Intl.DateTimeFormat("ko-KR", { ...day, month: "numeric" }).formatToParts(seconds * 1000);
  const part = (wanted: Intl.DateTimeFormatPartTypes) => parts.find(({ type }) => type === wanted)?.value;
  return `${part("year")}년 ${part("month")}월 ${part("day")}일 (${part("weekday")})`;
}

/** The hour in Korea: "오전 0:57", "낮 12:00", "오후 6:00"; midnight names the day that begins by its first minute. */
function hourText(seconds: number): string {
  const minutes = Math.floor(((seconds + KOREA * 60) % DAY) / 60);
  const [hour, minute] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, "0")];
  if (minutes === 0) return "0:00 (밤 12시)";
  if (hour === 12) return `낮 12:${minute}`;
  return hour < 12 ? `오전 ${hour}:${minute}` : `오후 ${hour - 12}:${minute}`;
}

/** Days of Korea's calendar from now until a time: 0 on its own day, and never less. Both in Unix seconds. */
export function koreanDaysUntil(time: number, now: number): number {
  const day = (seconds: number) => Math.floor((seconds + KOREA * 60) / DAY);
  return Math.max(0, day(time) - day(now));
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
