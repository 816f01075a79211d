import { Button } from '../../ui/button';
import { Face } from '../../ui/face';
import { words } from '../../ui/words';

export function Failed({ onAgain }: { onAgain: () => void }) {
  return <Face isAlert action={<Button look="link" onClick={onAgain}>{words.thread.retry}</Button>}>{words.floor.failed}</Face>;
}
