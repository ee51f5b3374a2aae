interface ProblemProps {
  behind?: string;
  failed?: string;
  dismiss(): void;
}

/** What went wrong, in words: until the connection is back, or until something goes well or it is put away. */
export function Problem({ behind, failed, dismiss }: ProblemProps) {
  return (
    <div className="problems" role="alert">
      {behind && <p className="problem">{behind}</p>}
      {failed && (
        <p className="problem">
          {failed}{' '}
          <button type="button" className="link" onClick={dismiss}>
            Put away
          </button>
        </p>
      )}
    </div>
  );
}
