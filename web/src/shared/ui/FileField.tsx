import { type ComponentProps, useState } from "react";
import { useTexts } from "../language.ts";
import "../texts.ts";

type Shown = {
  readonly id: string;
  readonly label: string;
  readonly choose: (file: File | undefined) => void;
  /** What stands below the field, and is read aloud with it. */
  readonly help?: string;
} & Pick<ComponentProps<"input">, "accept" | "aria-invalid">;

/** Takes a file. The browser's own button speaks its language, not the page's, so it lies unseen over one of ours. */
export function FileField({ id, label, choose, help, ...field }: Shown) {
  const { t } = useTexts("shared");
  const [name, setName] = useState("");
  const helpId = help === undefined ? undefined : `${id}-help`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="file">
        <span className="button button-second" aria-hidden="true">
          {t("file.choose")}
        </span>
        <span className="file-name" aria-hidden="true">
          {name === "" ? t("file.none") : name}
        </span>
        <input
          {...field}
          id={id}
          type="file"
          aria-describedby={helpId}
          onChange={({ target }) => {
            setName(target.files?.[0]?.name ?? "");
            choose(target.files?.[0]);
          }}
        />
      </div>
      {help !== undefined && (
        <p id={helpId} className="small quiet">
          {help}
        </p>
      )}
    </div>
  );
}
