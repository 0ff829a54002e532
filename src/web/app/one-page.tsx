import { Suspense, type ReactNode } from "react";
import { useLocation } from "react-router-dom";
import { ErrorBoundary } from "./error-boundary.tsx";

interface OnePageProps {
  /** Stands there until the page's script has come. */
  fallback?: ReactNode;
  isBusy?: boolean;
  children: ReactNode;
}

/** One page, whose faults and delays are its own: what stands around it stays. */
export function OnePage({ fallback = null, isBusy = false, children }: OnePageProps) {
  const { key } = useLocation();
  return (
    <ErrorBoundary place={key} isBusy={isBusy}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </ErrorBoundary>
  );
}
