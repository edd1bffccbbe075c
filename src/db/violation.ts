export interface Violation {
  kind: "unique" | "foreign" | "check";
  /** The table that was written to or deleted from; "" where SQLite does not say: for all but a unique constraint. */
  table: string;
}

/** Reads a constraint's refusal from either database; anything else is not one and gives undefined. */
export function violationOf(error: unknown): Violation | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, table } = error as Error & { code?: string; table?: string };
  if (code === "23505") return { kind: "unique", table: table ?? "" };
  // PostgreSQL's own field names the referencing table even where a row of the other one was to be deleted; its message begins with the right one.
  if (code === "23503") return { kind: "foreign", table: /"(\w+)"/.exec(error.message)?.[1] ?? table ?? "" };
  if (code === "23514") return { kind: "check", table: table ?? "" };
  if (code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY")
    return { kind: "unique", table: /failed: (\w+)\./.exec(error.message)?.[1] ?? "" };
  if (code === "SQLITE_CONSTRAINT_FOREIGNKEY") return { kind: "foreign", table: "" };
  if (code === "SQLITE_CONSTRAINT_CHECK") return { kind: "check", table: "" };
  return undefined;
}
