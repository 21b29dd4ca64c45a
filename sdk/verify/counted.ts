/** A number with what it counts, in the singular or the plural: "1 batch", "0 batches". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
