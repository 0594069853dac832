import type { Confirmation } from '../../actions/confirmation.ts';
import { Button } from '../../components/Button.tsx';

/** The second step of the palette: what an act leads to, and whether it is meant. */
export function PaletteQuestion({
  question,
  onYes,
  onBack,
}: {
  readonly question: Confirmation;
  readonly onYes: () => void;
  readonly onBack: () => void;
}) {
  return (
    <div role="group" aria-label={question.title} className="space-y-3 p-4">
      <p role="alert" className="num text-left! font-semibold text-base leading-snug">
        {question.title}
      </p>
      {question.consequences.map((consequence) => (
        <p key={consequence} className="num text-left! text-muted">
          {consequence}
        </p>
      ))}
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>Back</Button>
        <Button
          tone="warn"
          // The next Enter answers the question; one that is still held down from the list does not.
          autoFocus
          onKeyDown={(event) => {
            if (event.repeat) event.preventDefault();
          }}
          onClick={onYes}
        >
          {question.verb}
        </Button>
      </div>
    </div>
  );
}
