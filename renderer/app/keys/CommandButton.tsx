import type { AriaAttributes, ReactNode } from 'react';
import { useWords } from '../../lib/use-words.ts';
import { type CommandId, runCommand } from './commands.ts';
import { useCommandContext } from './use-command-context.ts';

/** What a popover says of the button that opens it. */
type PopoverProps = Pick<AriaAttributes, 'aria-expanded' | 'aria-haspopup'> & { readonly tabIndex?: number };

interface CommandButtonProps extends PopoverProps {
  readonly command: CommandId;
  readonly className?: string;
  /** What a screen reader says; without it, what stands on the button. */
  readonly label?: string;
  /** Beside the pointer; without it, the command's own words. */
  readonly title?: string | undefined;
  /** Of a button that stays down. */
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly isPlaying?: boolean;
  readonly children: ReactNode;
}

/** A command as a button. The tool bars are made of these, so that nothing on them is missing from the palette. */
export function CommandButton({
  command,
  className = 'icon-button',
  label,
  title,
  isPressed,
  isDisabled,
  isPlaying,
  children,
  'aria-expanded': isExpanded,
  'aria-haspopup': popup,
  tabIndex,
}: CommandButtonProps) {
  const { t } = useWords();
  const context = useCommandContext();
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      title={title ?? t(`command.${command}`)}
      aria-pressed={isPressed}
      aria-expanded={isExpanded}
      aria-haspopup={popup}
      tabIndex={tabIndex}
      disabled={isDisabled}
      data-playing={isPlaying}
      onClick={() => runCommand(command, context)}
    >
      {children}
    </button>
  );
}
