import './panel-message.css';

interface PanelMessageProps {
  readonly tone: 'empty' | 'error' | 'stale' | 'locked';
  readonly title: string;
  readonly text?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Why a panel shows nothing, or something old, and what to do about it. */
export function PanelMessage({ tone, title, text, action }: PanelMessageProps) {
  return (
    <div className="panel-message" data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <span className="panel-message-mark" aria-hidden="true" />
      <div className="panel-message-words">
        <p className="panel-message-title">{title}</p>
        {text !== undefined && <p className="panel-message-text">{text}</p>}
        {action !== undefined && (
          <button type="button" className="text-button" onClick={action.run}>
            {action.label}
          </button>
        )}
      </div>
    </div>
  );
}
