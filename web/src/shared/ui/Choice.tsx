import { useId } from "react";

type Choices<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [id: T, name: string])[];
  readonly choose: (value: T) => void;
};

/** One of a few, as buttons in a row. */
export function Choice<T extends string>({ label, value, choices, choose }: Choices<T>) {
  const id = useId();
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      <div className="choice-row">
        {choices.map(([choice, name]) => (
          <label key={choice} className="choice-item">
            <input type="radio" name={id} value={choice} checked={choice === value} onChange={() => choose(choice)} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
