import { Link } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { registerFaultOf } from "./registerFaults.ts";
import "./texts.ts";

type Shown = {
  readonly error: unknown;
  /** Whether the other office refused its code too. */
  readonly isBoth: boolean;
};

/** What is wrong with a one-time code, and what to do; said below its field. */
export function CodeFault({ error, isBoth }: Shown) {
  const { t } = useTexts("register");
  const kind = registerFaultOf(error) ?? "code";
  const said = kind === "code" && isBoth ? "codeSwapped" : kind;
  return (
    <>
      <p>{t(`faults.${said}.what`)}</p>
      <p>{t(`faults.${said}.next`)}</p>
      {kind === "codeUsed" && (
        <p className="row">
          <Link to={PATHS.restore}>{t("restoreLink")}</Link>
          <Link to={PATHS.standing}>{t("standingLink")}</Link>
        </p>
      )}
    </>
  );
}
