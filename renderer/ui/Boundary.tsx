import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  /** What stands in the place of what failed; what it is given draws that again from its beginning. */
  readonly renderFailed: (tryAgain: () => void) => ReactNode;
  /** Told of each fault, with the same way back. */
  readonly onFault?: (tryAgain: () => void) => void;
  readonly children: ReactNode;
}

/** Keeps the fault of one part inside of it: the others live on. */
export class Boundary extends Component<BoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    this.props.onFault?.(this.#tryAgain);
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.renderFailed(this.#tryAgain) : this.props.children;
  }

  readonly #tryAgain = (): void => this.setState({ hasFailed: false });
}
