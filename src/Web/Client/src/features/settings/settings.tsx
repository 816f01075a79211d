import type { ReactNode } from 'react';
import type { Role } from '../../api/types';
import { mayWrite, useWorkspace } from '../../realtime/workspace';
import { IconButton } from '../../ui/button';
import { classes } from '../../ui/classes';
import { icons } from '../../ui/icons';
import { words } from '../../ui/words';
import { ApiKeysPage } from './api-keys-page';
import { CannedPage } from './canned-page';
import { ChannelsPage } from './channels-page';
import { EmployeesPage } from './employees-page';
import { GesturesPage } from './gestures-page';
import { FloorPeoplePage } from './floor-people-page';
import { KeysPage } from './keys-page';
import { LabelsPage } from './labels-page';
import { LooksPage } from './looks-page';
import { MyTopicsPage } from './my-topics-page';
import { NoticesPage } from './notices-page';
import { QuarantinePage } from './quarantine-page';
import { Denied } from './parts';
import { QueuesPage } from './queues-page';
import { RepliesPage } from './replies-page';
import styles from './settings.module.css';
import { TopicsPage } from './topics-page';
import { VoicePage } from './voice-page';

interface Props {
  section: string | undefined;
  onSection: (section: string | undefined) => void;
  onSignOut: () => void;
  onBack: () => void;
  onOpen: (conversationId: string) => void;
}

interface Page { id: string | undefined; name: string; body: ReactNode }

/** Few choices, each at work as soon as it is made. */
export default function Settings({ section, onSection, onSignOut, onBack, onOpen }: Props) {
  const { me } = useWorkspace();
  const mine: readonly Page[] = [
    { id: undefined, name: words.settings.page.looks, body: <LooksPage onSignOut={onSignOut} /> },
    { id: 'keys', name: words.settings.page.keys, body: <KeysPage /> },
    { id: 'notices', name: words.notices.title, body: <NoticesPage /> },
    ...(mayWrite(me) ? [{ id: 'voice', name: words.voice.page, body: <VoicePage /> }] : []),
    ...(mayWrite(me) ? [{ id: 'answers', name: words.canned.page, body: <CannedPage /> }] : []),
    { id: 'my-topics', name: words.work.myTopics, body: <MyTopicsPage /> },
  ];
  const all = companyPages(onOpen);
  const company = all.filter((one) => one.roles.includes(me.role));
  const page = [...mine, ...all].find((one) => one.id === section) ?? mine[0];
  const isDenied = page !== undefined && ![...mine, ...company].includes(page);
  return (
    <main className={styles.page} data-pane="thread">
      <header className={styles.head}>
        <span className={styles.back}><IconButton label={words.thread.backShort} onClick={onBack}>{icons.back}</IconButton></span>
        <h1 className={styles.heading}>{words.settings.title}</h1>
      </header>
      <div className={styles.sheet}>
        <PageChoice mine={mine} company={company} here={page} onSection={onSection} />
        <nav className={styles.nav} aria-label={words.settings.pages}>
          <Pages title={words.settings.mine} pages={mine} here={page} onSection={onSection} />
          {company.length > 0 && <Pages title={words.settings.company} pages={company} here={page} onSection={onSection} />}
        </nav>
        <div className={styles.body} key={page?.id}>
          <h2 className={styles.title}>{page?.name}</h2>
          {isDenied ? <Denied /> : page?.body}
        </div>
      </div>
    </main>
  );
}

interface CompanyPage extends Page { roles: readonly Role[] }

/** Only what the role may change is offered. */
function companyPages(onOpen: Props['onOpen']): readonly CompanyPage[] {
  return [
    { id: 'employees', name: words.admin.employees, body: <EmployeesPage />, roles: ['admin'] },
    { id: 'queues', name: words.admin.queues, body: <QueuesPage />, roles: ['admin'] },
    { id: 'channels', name: words.admin.channels, body: <ChannelsPage onOpen={onOpen} />, roles: ['admin'] },
    { id: 'labels', name: words.labels.title, body: <LabelsPage />, roles: ['admin', 'lead'] },
    { id: 'floor', name: words.floor.people.title, body: <FloorPeoplePage />, roles: ['admin', 'lead'] },
    { id: 'topics', name: words.work.topics, body: <TopicsPage />, roles: ['admin', 'lead'] },
    { id: 'gestures', name: words.gestures.policy.title, body: <GesturesPage />, roles: ['admin'] },
    { id: 'api-keys', name: words.admin.keys, body: <ApiKeysPage />, roles: ['admin'] },
    { id: 'replies', name: words.replies.title, body: <RepliesPage onOpen={onOpen} />, roles: ['admin', 'lead', 'agent'] },
    { id: 'quarantine', name: words.admin.quarantine, body: <QuarantinePage onOpen={onOpen} />, roles: ['admin'] },
  ];
}

interface ChoiceProps { mine: readonly Page[]; company: readonly Page[]; here: Page | undefined; onSection: Props['onSection'] }

/** Where there is no room for the list of pages beside the page. */
function PageChoice({ mine, company, here, onSection }: ChoiceProps) {
  const options = (pages: readonly Page[]) => pages.map(({ id, name }) => <option key={name} value={id ?? ''}>{name}</option>);
  return (
    <select
      className={classes(styles.select, styles.choice)} aria-label={words.settings.pages} value={here?.id ?? ''}
      onChange={(event) => { onSection(event.target.value === '' ? undefined : event.target.value); }}
    >
      <optgroup label={words.settings.mine}>{options(mine)}</optgroup>
      {company.length > 0 && <optgroup label={words.settings.company}>{options(company)}</optgroup>}
    </select>
  );
}

interface PagesProps { title: string; pages: readonly Page[]; here: Page | undefined; onSection: Props['onSection'] }

function Pages({ title, pages, here, onSection }: PagesProps) {
  return (
    <>
      <p className={styles.caption}>{title}</p>
      <ul>
        {pages.map((page) => (
          <li key={page.name}>
            <button
              type="button" className={classes(styles.link, page === here && styles.here)}
              aria-current={page === here ? 'page' : undefined} onClick={() => { onSection(page.id); }}
            >
              {page.name}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
