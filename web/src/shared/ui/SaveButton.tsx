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
    saveText(name, text);
    saved?.();
  };
  return (
    <Button look={look} onPress={save}>
      {label}
    </Button>
  );
}

function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then; the address would keep the text in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
