import { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../language.ts";
import { Button } from "./Button.tsx";
import { Notice } from "./Notice.tsx";
import "../texts.ts";

type Shown = {
  readonly title: string;
  /** Whether the vote is safe, and what to do. */
  readonly lines: readonly string[];
  readonly error: unknown;
  readonly again?: (() => void) | undefined;
};

/** A failure as people read it; the exact words are one press away. */
export function FaultNotice({ title, lines, error, again }: Shown) {
  const { t } = useTexts("shared");
  return (
    <Notice tone="danger" title={title} urgent>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {again && (
        <div>
          <Button look="second" onPress={again}>
            {t("again")}
          </Button>
        </div>
      )}
      <details>
        <summary>{t("exactly")}</summary>
        <p className="code">{exactly(error)}</p>
      </details>
    </Notice>
  );
}

function exactly(error: unknown): string {
  if (error instanceof HanpyoError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message.slice(0, 300) : String(error);
}
