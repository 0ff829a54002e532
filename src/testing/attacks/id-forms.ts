/** How an id is written: in an address, and as the value of a member in a JSON body. */
interface WrittenId {
  inPath: string;
  inBody: string;
}

/**
 * The ways to name what is another's. Two values for one name are written by the second closing the
 * first.
 *
 * @param member The body's member that has the id.
 */
export function writeIds(
  ids: { own: string; foreign: string; deleted: string },
  member: string,
): Record<string, WrittenId> {
  const { own, foreign, deleted } = ids;
  const text = (id: string, inPath = encodeURIComponent(id)): WrittenId => ({
    inPath,
    inBody: JSON.stringify(id),
  });
  const value = (json: unknown): WrittenId => ({
    inPath: encodeURIComponent(JSON.stringify(json)),
    inBody: JSON.stringify(json),
  });

  return {
    foreign: text(foreign),
    deleted: text(deleted),
    malformed: text(`${foreign.slice(0, -1)}g`),
    "as a list": value([foreign]),
    "as an object": value({ $eq: foreign, toString: foreign }),
    "a number": value(7),
    null: value(null),
    true: value(true),
    doubled: {
      inPath: `${encodeURIComponent(own)},${encodeURIComponent(foreign)}`,
      inBody: `${JSON.stringify(own)},"${member}":${JSON.stringify(foreign)}`,
    },
    "in capitals": text(foreign.toUpperCase()),
    "with look-alike hyphens": text(foreign.replaceAll("-", "\u2010")),
    "in full-width digits": text(
      foreign.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    ),
    "behind encoded slashes": text(`${own}/../${foreign}`),
    "behind slashes that are encoded twice": text(
      `${own}%2F..%2F${foreign}`,
      `${own}%252F..%252F${foreign}`,
    ),
    "with NUL": text(`${foreign}\0`),
    "with blanks": text(` ${foreign}\t`),
    "as SQL": text(`' or id='${foreign}`),
    "as a lone surrogate": { inPath: "%ED%A0%80", inBody: '"\\ud800"' },
    "in wrong percent signs": { inPath: "%E0%A4%A", inBody: '"%E0%A4%A"' },
    "of 10 kB": text(`${foreign}${"a".repeat(10_000)}`),
  };
}
