import { cx } from '#app/ui/class-names.ts';
import { NAVIGATION } from './navigation.ts';

/** What the page that is on its way looks like from afar. */
export type SkeletonShape = 'overview' | 'list' | 'record';

/** Addresses of the rail are lists but for the first, which is the dashboard; what lies below one is a record. */
export function shapeOf(pathname: string): SkeletonShape {
  const at = NAVIGATION.findIndex(({ to, within }) => to === pathname || within === pathname);
  if (at < 0) return 'record';
  return at === 0 ? 'overview' : 'list';
}

const ROWS = 12;
const TILES = 5;

/**
 * Grey shapes of the page that is on its way, laid over the one that was left, which keeps its focus and its place until the new one is
 * there. `PageProgress` says so in words.
 */
export default function PageSkeleton({ pathname }: { readonly pathname: string }) {
  const shape = shapeOf(pathname);
  return (
    <div className="absolute inset-0 z-20 bg-canvas px-4 py-5 sm:px-6 no-print" aria-hidden="true" data-skeleton={shape}>
      <div className="sticky top-18 mx-auto max-w-[112rem] flex flex-col gap-4 max-h-[calc(100dvh-6rem)] overflow-hidden animate-pulse motion-reduce:animate-none">
        <Grey className="h-8 w-56" />
        {shape === 'overview' ? <Overview /> : null}
        {shape === 'list' ? <List /> : null}
        {shape === 'record' ? <Record /> : null}
      </div>
    </div>
  );
}

function Grey({ className }: { readonly className: string }) {
  return <span className={cx('block rounded-control bg-sunken', className)} />;
}

function Overview() {
  return (
    <>
      <div className="grid gap-3 grid-cols-2 lg:grid-cols-5">{Array.from({ length: TILES }, (_, tile) => <Grey key={tile} className="h-24" />)}</div>
      <div className="grid gap-4 lg:grid-cols-2"><Grey className="h-72" /><Grey className="h-72" /></div>
    </>
  );
}

function List() {
  return (
    <>
      <div className="flex gap-2"><Grey className="h-9 w-64" /><Grey className="h-9 w-24" /><Grey className="h-9 w-24" /></div>
      <div className="flex flex-col gap-2">{Array.from({ length: ROWS }, (_, row) => <Grey key={row} className="h-10" />)}</div>
    </>
  );
}

function Record() {
  return (
    <div className="grid gap-4 lg:grid-cols-[2fr_1fr]">
      <div className="flex flex-col gap-4"><Grey className="h-40" /><Grey className="h-64" /></div>
      <div className="flex flex-col gap-4"><Grey className="h-64" /><Grey className="h-40" /></div>
    </div>
  );
}
