import { Button } from './Button.tsx';

export interface FailedStateProps {
  /** What could not be done. */
  readonly title: string;
  /** Why, in the engine's words. */
  readonly words: string;
  readonly onAgain: () => void;
}

/** Says what went wrong and offers to try again. */
export function FailedState({ title, words, onAgain }: FailedStateProps) {
  return (
    <div role="alert" className="flex flex-1 flex-col items-center justify-center gap-1.5 p-6 text-center">
      <p className="font-medium text-warn">{title}</p>
      <p className="max-w-[52ch] text-muted text-xs">{words}</p>
      <Button onClick={onAgain} className="mt-1">
        Try again
      </Button>
    </div>
  );
}
