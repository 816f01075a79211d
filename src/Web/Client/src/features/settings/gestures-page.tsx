import { useEffect, useMemo, useRef, useState } from 'react';
import { newCommandId } from '../../api/api';
import { GestureApi } from '../../api/gestures';
import type { GesturePolicy, GesturePolicyVersion } from '../../api/gestures';
import { Problem, isTransient } from '../../api/http';
import { useWorkspace } from '../../realtime/workspace';
import { Button } from '../../ui/button';
import { Face, LoadingFace } from '../../ui/face';
import { moment, shortMoment } from '../../ui/format';
import { inSentence, plainName } from '../../ui/names';
import { showNotice } from '../../ui/notices';
import { words } from '../../ui/words';
import styles from './admin.module.css';

const example = `{
  "currency": "EUR",
  "kinds": {
    "refund": {
      "perAction": 20000,
      "coSignAbove": 5000,
      "perConversation": 20000,
      "perCustomer30Days": 40000,
      "perEmployeeWeek": 50000,
      "perTeamDay": 200000
    },
    "gift": { "perAction": 1500, "perCustomer30Days": 3000 }
  }
}
`;

interface Loaded { newest: GesturePolicy; versions: readonly GesturePolicyVersion[] }

/** What may be given, as a document in versions; what is wrong with it is told by its line. */
export function GesturesPage() {
  const { api } = useWorkspace();
  const gestures = useMemo(() => new GestureApi(api.http), [api]);
  const [loaded, setLoaded] = useState<Loaded | 'failed' | undefined>(undefined);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const sent = useRef({ text: '', id: '' });

  const [round, setRound] = useState(0);
  const readAgain = () => { setRound(round + 1); };

  useEffect(() => {
    let isCurrent = true;
    Promise.all([gestures.policy(), gestures.policyVersions()]).then(
      ([newest, versions]) => {
        if (!isCurrent) return;
        setLoaded({ newest, versions });
        setText(newest.text);
        setWrong([]);
      },
      () => { if (isCurrent) setLoaded('failed'); },
    );
    return () => { isCurrent = false; };
  }, [gestures, round]);

  if (loaded === undefined) return <LoadingFace />;
  if (loaded === 'failed') return <Face isAlert action={<Button look="link" onClick={readAgain}>{words.thread.retry}</Button>}>{words.admin.failed}</Face>;

  const save = async () => {
    if (sent.current.text !== text) sent.current = { text, id: newCommandId() };
    try {
      const { version } = await gestures.setPolicy(sent.current.id, loaded.newest.version, text);
      showNotice(words.gestures.policy.saved(version), {});
      readAgain();
    } catch (error) {
      setWrong(faultsOf(error));
    }
  };
  const look = async (version: number) => {
    setText((await gestures.policy(version)).text);
    setWrong([]);
  };
  const about = ({ version, at, byName }: GesturePolicyVersion) =>
    words.gestures.policy.version(version, shortMoment(moment(at) ?? 0, api.http.now()), inSentence(plainName(byName) || words.delivery.someone));
  return (
    <div className={styles.part}>
      <p className={styles.about}>{words.gestures.policy.about}</p>
      {loaded.newest.version === 0
        ? <p>{words.gestures.policy.none} {text === '' && <Button look="link" onClick={() => { setText(example); }}>{words.gestures.policy.start}</Button>}</p>
        : (
          <label className={styles.about}>
            <span>{words.gestures.policy.older}</span>{' '}
            <select className={styles.inline} defaultValue={loaded.newest.version} key={loaded.newest.version} onChange={(event) => void look(Number(event.target.value))}>
              {loaded.versions.map((one) => <option key={one.version} value={one.version}>{about(one)}</option>)}
            </select>
          </label>
        )}
      <label className={styles.field}>
        <span>{words.gestures.policy.label}</span>
        <textarea
          rows={18} spellCheck={false} maxLength={20_000} value={text} aria-invalid={wrong.length > 0} aria-describedby="policy-faults"
          onChange={(event) => { setText(event.target.value); }}
        />
      </label>
      <div id="policy-faults" role="alert">
        <ul>{wrong.map((one) => <li key={one} className={styles.wrong}>{one}</li>)}</ul>
      </div>
      <p className={styles.buttons}><Button look="filled" disabled={text === loaded.newest.text} onClick={() => void save()}>{words.gestures.policy.save}</Button></p>
    </div>
  );
}

/** "line 4: must not be negative" of "/kinds/refund/perAction", in the reader's words. */
function faultsOf(error: unknown): readonly string[] {
  if (isTransient(error)) return [words.done.unreachable];
  if (!(error instanceof Problem)) throw error;
  if (error.slug === 'policy-changed') return [words.gestures.policy.changed];
  if (error.slug !== 'invalid-policy') return [words.done.refused(error.message.replace(/\.$/u, ''))];
  return Object.entries(error.errors).flatMap(([where, sentences]) => sentences.map((sentence) => {
    const [, line = '', what = sentence] = /^line (\d+): (.*)$/su.exec(sentence) ?? [];
    return { line: Number(line), text: words.gestures.policy.line(line, where, what) };
  })).sort((a, b) => a.line - b.line).map((one) => one.text);
}
