import type { ButtonHTMLAttributes, Ref } from 'react';

type Tone = 'plain' | 'primary' | 'danger' | 'warn' | 'ghost';

const TONES: Readonly<Record<Tone, string>> = {
  plain: 'border-line bg-panel text-text hover:bg-raised',
  primary: 'border-accent bg-accent text-on-accent hover:brightness-110',
  danger: 'border-danger bg-danger text-on-danger hover:brightness-110',
  warn: 'border-warn bg-warn-soft text-warn hover:brightness-125',
  ghost: 'border-transparent bg-transparent text-muted hover:bg-raised hover:text-text',
};

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: Tone;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button in the house's manner; `type` is `button` unless said otherwise. */
export function Button({ tone = 'plain', className = '', type = 'button', ...props }: ButtonProps) {
  return (
    <button
      type={type}
      className={`inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-[5px] border px-2.5 py-1 text-xs font-semibold transition-colors disabled:opacity-45 ${TONES[tone]} ${className}`}
      {...props}
    />
  );
}
