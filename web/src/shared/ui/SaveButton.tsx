import { saveFile } from "../saveFile.ts";
import { Button } from "./Button.tsx";

type Saved = {
  readonly name: string;
  readonly text: string;
  readonly label: string;
  readonly look?: "first" | "second" | "quiet";
  readonly saved?: () => void;
};

/** Saves a text as a file of the visitor's device. */
export function SaveButton({ name, text, label, look = "second", saved }: Saved) {
  const save = () => {
    saveFile(name, text);
    saved?.();
  };
  return (
    <Button look={look} onPress={save}>
      {label}
    </Button>
  );
}
