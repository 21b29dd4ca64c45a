import { isKiosk } from "../kiosk/kiosk.ts";
import { saveFile } from "../saveFile.ts";
import { Button } from "./Button.tsx";

type Saved = {
  readonly name: string;
  readonly text: string;
  readonly label: string;
  readonly look?: "first" | "second" | "quiet";
  readonly saved?: () => void;
};

/** Saves a text as a file of the visitor's device; not on one that many people use. */
export function SaveButton({ name, text, label, look = "second", saved }: Saved) {
  const save = () => {
    saveFile(name, text);
    saved?.();
  };
  if (isKiosk) return null;
  return (
    <Button look={look} onPress={save}>
      {label}
    </Button>
  );
}
