import { type ReactNode, useLayoutEffect, useRef } from 'react';

/**
 * What stays in view while the page below it is scrolled. Its height is told to the style sheet, so that what is
 * scrolled to, or has the focus, is never under it.
 */
export function Above({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const grown = new ResizeObserver(([entry]) => {
      style.setProperty('--above', `${entry!.borderBoxSize[0]!.blockSize}px`);
    });
    grown.observe(place.current!);
    return () => {
      grown.disconnect();
      style.removeProperty('--above');
    };
  }, []);
  return (
    <div className="above" ref={place}>
      {children}
    </div>
  );
}
