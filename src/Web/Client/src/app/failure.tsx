import { Component } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { Face } from '../ui/face';
import { words } from '../ui/words';
import styles from './desk.module.css';

/** The last net: what went wrong in drawing is told, with what is safe, instead of a white page. */
export class Failure extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className={styles.waiting}>
        <Face isAlert action={<Button look="link" onClick={() => { location.reload(); }}>{words.failure.reload}</Button>}>
          {words.failure.title} {words.failure.safe}
        </Face>
      </div>
    );
  }
}
