/** Records by a key, in the order in which they come. */
export const grouped = <R>(
  records: readonly R[],
  keyOf: (record: R) => string,
): ReadonlyMap<string, readonly R[]> => {
  const groups = new Map<string, R[]>()
  for (const record of records) {
    const key = keyOf(record)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [record])
    else group.push(record)
  }
  return groups
}
