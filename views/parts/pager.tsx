/** The way on through a list, and back to its beginning; nothing where there is one page. */
export function Pager({ first, next }: { first?: string | undefined; next?: string | undefined }) {
  if (!first && !next) return null;
  return (
    <nav class="pages no-print" aria-label="翻页">
      {first ? (
        <a class="button" href={first}>
          回到第一页
        </a>
      ) : null}
      {next ? (
        <a class="button" href={next} rel="next">
          下一页
        </a>
      ) : null}
    </nav>
  );
}
