import { useState } from 'react';
import type { FloorGrade, FloorStanding } from '../../api/types';
import { Button } from '../../ui/button';
import { plainName } from '../../ui/names';
import { words } from '../../ui/words';
import styles from './floor.module.css';
import { useFloorApi } from './use-floor';

/** How far one may go, what leads further, and why it changed. */
export function Standing({ standing, onTold }: { standing: FloorStanding; onTold: (next: FloorStanding) => void }) {
  const floor = useFloorApi();
  const [isAsking, setIsAsking] = useState(false);
  const { lastChange, needsGrade } = standing;
  const grade = standing.grade as FloorGrade;
  const leave = async () => {
    setIsAsking(false);
    onTold(await floor.leave());
  };
  return (
    <div className={styles.standing}>
      {needsGrade ? (
        <p>
          <strong>{words.floor.grades[grade]}</strong>
          {grade !== 'act' && <> · {words.floor.progress[grade](standing.done, standing.needed)}, {words.floor.then[nextOf(grade)]}</>}
        </p>
      ) : <p>{words.floor.byRole}</p>}
      {needsGrade && lastChange && (
        <p className={styles.quiet}>
          {lastChange.by === undefined
            ? words.floor.raised(nameOf(lastChange.to))
            : <>{words.floor.changedBy(plainName(lastChange.byName) || words.delivery.someone, nameOf(lastChange.to))} <bdi>{lastChange.reason}</bdi></>}
        </p>
      )}
      {isAsking ? (
        <p role="group">
          {words.floor.leaveSure} <Button look="link" autoFocus onClick={() => { setIsAsking(false); }}>{words.floor.card.keep}</Button>{' '}
          <Button look="link" onClick={() => void leave()}>{words.floor.leave}</Button>
        </p>
      ) : <p><Button look="link" onClick={() => { setIsAsking(true); }}>{words.floor.leave}</Button></p>}
    </div>
  );
}

function nextOf(grade: 'observe' | 'draft' | 'answer'): 'draft' | 'answer' | 'act' {
  return grade === 'observe' ? 'draft' : grade === 'draft' ? 'answer' : 'act';
}

function nameOf(grade: string): string {
  return (words.floor.gradeNames as Record<string, string | undefined>)[grade] ?? grade;
}
