// What was done, in words.
const COUNT = new Intl.NumberFormat('en-US')

/** After a package was written. */
export function writtenDone(
  { file, records, images, bytes }: { file: string; records: number; images: number; bytes: number },
  medium: string,
): string {
  const megabytes = COUNT.format(Math.ceil(bytes / 1_000_000))
  return `${file} is on ${medium}: ${COUNT.format(records)} records, ${COUNT.format(images)} images, ${megabytes} MB. Nothing was deleted; carry it to the department.`
}

/** After receipts were taken. */
export function receiptsDone({ transferred, ignored }: { transferred: number; ignored: number }): string {
  const rest = ignored === 0 ? '' : ` ${COUNT.format(ignored)} did not fit and were ignored.`
  return `The department has signed for ${COUNT.format(transferred)}.${rest}`
}
