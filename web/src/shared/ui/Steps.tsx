/** What is under way, in a few plain steps. */
export function Steps({ at, names }: { readonly at: number; readonly names: readonly string[] }) {
  return (
    <ol className="steps">
      {names.map((name, index) => (
        <li
          key={name}
          className={`step step-${index < at ? "done" : index === at ? "now" : "later"}`}
          aria-current={index === at ? "step" : undefined}
        >
          {name}
        </li>
      ))}
    </ol>
  );
}
