import { Component, type ReactNode } from 'react';

import { Message } from './Message';

/** Keeps what fails in one panel from the others. */
export class Boundary extends Component<{ children: ReactNode }, { failure: string }> {
  state = { failure: '' };

  static getDerivedStateFromError(error: unknown) {
    return { failure: String(error) };
  }

  render() {
    const { failure } = this.state;
    return failure ? <Message lines={[`It cannot be drawn: ${failure}`]} /> : this.props.children;
  }
}
