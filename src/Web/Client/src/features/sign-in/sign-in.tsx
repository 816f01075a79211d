import { useState } from 'react';
import { Button } from '../../ui/button';
import { words } from '../../ui/words';
import styles from './sign-in.module.css';

export type SignInRefusal = 'refused' | 'tooMany' | 'insecure' | 'unreachable';

interface Props {
  /** Why this page is shown, when there is something to say about it. */
  notice: string | undefined;
  onSignIn: (email: string, password: string) => Promise<SignInRefusal | undefined>;
}

export function SignIn({ notice, onSignIn }: Props) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<SignInRefusal | undefined>(undefined);

  const send = async () => {
    setIsBusy(true);
    setRefusal(undefined);
    const refused = await onSignIn(email.trim(), password);
    setIsBusy(false);
    setRefusal(refused);
    if (refused === 'refused') setPassword('');
  };

  const told = refusal ? words.signIn[refusal] : notice;
  return (
    <main className={styles.page}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p className={styles.product}>{words.app}</p>
        <h1 className={styles.title}>{words.signIn.title}</h1>
        <p className={refusal ? styles.refusal : styles.notice} role={refusal ? 'alert' : 'status'}>{told}</p>
        <label className={styles.field}>
          <span>{words.signIn.email}</span>
          <input
            type="email" name="email" autoComplete="username" required autoFocus maxLength={254} dir="ltr" value={email}
            onChange={(event) => { setEmail(event.target.value); }}
          />
        </label>
        <label className={styles.field}>
          <span>{words.signIn.password}</span>
          <input
            type="password" name="password" autoComplete="current-password" required maxLength={256} value={password}
            onChange={(event) => { setPassword(event.target.value); }}
          />
        </label>
        <Button type="submit" look="filled" className={styles.submit} disabled={isBusy}>
          {isBusy ? words.signIn.busy : words.signIn.button}
        </Button>
      </form>
    </main>
  );
}
