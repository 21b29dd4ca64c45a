import { type FormEvent, useState } from "react";
import type { Presentation } from "../../../../sdk/enrolling/officeAnswers.ts";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { TextField } from "../../shared/ui/TextField.tsx";
import { presentationOf } from "./registration.ts";
import "./texts.ts";

type Shown = {
  readonly id: string;
  readonly label: string;
  readonly rows: number;
  readonly answer: (presentation: Presentation) => void;
};

/** Takes an eID's answer by hand: a code that another device shows, an address, or what was given back as a text. */
export function AnswerField({ id, label, rows, answer }: Shown) {
  const { t } = useTexts("register");
  const [text, setText] = useState("");
  const found = presentationOf(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (found !== undefined) answer(found);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextField id={id} label={label} rows={rows} value={text} spellCheck={false} change={setText} />
      <div>
        <Button type="submit" look="second" isDisabled={found === undefined}>
          {t("present.send")}
        </Button>
      </div>
    </form>
  );
}
