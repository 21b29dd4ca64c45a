import { lazy, Suspense } from "react";
import type { OptionAttachments as Attachments } from "../../../../sdk/election/attachments.ts";
import type { Content } from "../../../../sdk/election/content.ts";

const OptionAttachments = lazy(async () => ({
  default: (await import("./OptionAttachments.tsx")).OptionAttachments,
}));

/** Whether an option has more than words. */
export function hasAttachments({ picture, paper, place }: Attachments): boolean {
  return picture !== undefined || paper !== undefined || place !== undefined;
}

/** What an option has beside its words, loaded where one has it. */
export function LaterAttachments(shown: { readonly content: Content; readonly option: Attachments }) {
  return (
    <Suspense fallback={null}>
      <OptionAttachments {...shown} />
    </Suspense>
  );
}
