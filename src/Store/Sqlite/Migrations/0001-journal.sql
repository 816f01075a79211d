create table writer (
    id integer primary key autoincrement,
    commit_no integer not null,
    batch_no integer not null,
    seen_at integer not null
);

create table stream_head (
    stream text not null primary key,
    version integer not null,
    head integer not null,
    state_shape integer not null,
    state text not null
);

create table entry (
    stream text not null,
    seq integer not null,
    at integer not null,
    kind text not null,
    actor_kind text not null,
    actor_id text not null,
    actor_name text,
    actor_via text,
    data text not null,
    words text,
    source_key text,
    writer integer not null,
    batch_no integer not null,
    primary key (stream, seq)
);
create unique index entry_source_key on entry (stream, source_key) where source_key is not null;
create index entry_batch on entry (writer, batch_no);

create table command (
    id blob not null primary key,
    stream text not null,
    fingerprint text not null,
    answer text not null
) without rowid;

-- phase: 0 open, 1 resolved, 2 closed. Absent due_at and waiting_since are the greatest integer: they sort last.
create table summary (
    id text not null primary key,
    phase integer not null,
    channel text not null,
    channel_kind text not null,
    thread text not null,
    visibility text not null,
    customer_id text not null,
    customer_name text,
    customer_handle text,
    customer_followers integer,
    state text not null,
    owner text,
    queue text not null,
    priority text not null,
    labels text not null,
    head integer not null,
    last_text text not null,
    last_at integer not null,
    last_by text not null,
    waiting_since integer not null,
    due_at integer not null,
    created_at integer not null,
    unattended integer not null,
    snoozed_until integer
);
-- last_at, last_text and head, which every message changes, are in no index of open conversations: a burst costs no index writes.
create index summary_unclosed on summary (id) where phase < 2;
create index summary_time on summary (due_at, waiting_since, id) where phase < 2;
create index summary_unattended on summary (due_at, waiting_since, id) where unattended;
create index summary_owner on summary (owner) where owner is not null and phase = 0;
create index summary_queue on summary (queue) where owner is null and phase = 0;
create index summary_closed on summary (last_at, id) where phase = 2;

create table outbox (
    reply_id blob not null primary key,
    stream text not null,
    seq integer not null,
    channel text not null,
    state text not null,
    attempt integer not null,
    not_before integer not null,
    created_at integer not null,
    changed_at integer,
    payload text not null,
    provider_id text,
    reason text
);
create index outbox_waiting on outbox (channel, not_before) where state in ('held', 'pending');
create index outbox_unsettled on outbox (stream, seq) where state in ('held', 'pending', 'sending', 'unknown');
create index outbox_sending on outbox (channel, changed_at) where state = 'sending';

create table deadline (
    stream text not null,
    kind text not null,
    epoch integer not null,
    shard integer not null,
    due_at integer not null,
    primary key (stream, kind)
) without rowid;
create index deadline_due on deadline (shard, due_at);
