import { z } from "zod";
import words from "../../assets/data/pools.json" with { type: "json" };

const Words = z.array(z.string());
const Given = z.record(z.string(), Words);

const Pools = z.object({
  surnames: z.array(z.tuple([z.string(), z.number()])),
  compoundSurnames: Words,
  given: z.object({ m: Given, f: Given }),
  korean: z.object({ surnames: Words, given: Words }),
  manchu: z.object({ surnames: Words, given: Words }),
  rareNames: Words,
  otherNames: z.array(z.tuple([z.string(), z.string()])),
  roadsOfStreet: z.record(z.string(), Words),
  roadsOfDistrict: z.record(z.string(), Words),
  compounds: Words,
  trades: Words,
  industries: z.array(z.object({ weight: z.number(), words: Words, scope: Words })),
});

export type Pools = z.infer<typeof Pools>;

/** The words that demonstration people, addresses and names are made of. */
export const POOLS: Pools = Pools.parse(words);
