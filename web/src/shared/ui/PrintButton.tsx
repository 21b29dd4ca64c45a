import { useState } from "react";
import { Button } from "./Button.tsx";

/** Prints the page; says `otherwise` where the browser does not, as those inside other apps. */
export function PrintButton({ label, otherwise }: { readonly label: string; readonly otherwise: string }) {
  const [blocked, setBlocked] = useState(false);
  return (
    <>
      <Button look="quiet" onPress={() => setBlocked(!printed())}>
        {label}
      </Button>
      {blocked && <p role="alert">{otherwise}</p>}
    </>
  );
}

/** A browser that prints announces it before `print` returns. */
function printed(): boolean {
  let announced = false;
  const announce = () => {
    announced = true;
  };
  addEventListener("beforeprint", announce);
  try {
    print();
  } catch {
    return false;
  } finally {
    removeEventListener("beforeprint", announce);
  }
  return announced;
}
