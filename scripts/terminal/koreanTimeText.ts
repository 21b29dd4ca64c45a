import { koreanTime } from "./koreanTime.ts";
import type { Text } from "./texts.ts";

/** A time in Korea, the same in both languages. @param seconds Unix seconds. */
export function koreanTimeText(seconds: number): Text {
  const time = koreanTime(seconds);
  return { ko: time, en: time };
}
