create table writer (
    id integer generated always as identity primary key,
    commit_no bigint not null,
    batch_no bigint not null,
    seen_at bigint not null,
    -- Of the newest statement: which of its appends, counted from 1, were not appended.
    refused integer[] not null default '{}'
) with (fillfactor = 50);

-- Rewritten at every append: room for the next version on the same page, so that no index is touched.
create table stream_head (
    stream text collate "C" not null primary key,
    version bigint not null,
    head bigint not null,
    state_shape integer not null,
    state text not null
) with (fillfactor = 60);

create table entry (
    seq bigint not null,
    at bigint not null,
    batch_no bigint not null,
    writer integer not null,
    stream text collate "C" not null,
    kind text collate "C" not null,
    actor_kind text collate "C" not null,
    actor_id text collate "C" not null,
    actor_name text,
    actor_via text,
    data text not null,
    words text,
    source_key text collate "C",
    primary key (stream, seq)
);
create unique index entry_source_key on entry (stream, source_key) where source_key is not null;
create index entry_batch on entry (writer, batch_no);

create table command (
    id uuid not null primary key,
    stream text collate "C" not null,
    fingerprint text collate "C" not null,
    answer text not null
);

-- phase: 0 open, 1 resolved, 2 closed. Absent due_at and waiting_since are the greatest integer: they sort last.
create table summary (
    id text collate "C" not null primary key,
    phase integer not null,
    channel text collate "C" not null,
    channel_kind text collate "C" not null,
    thread text not null,
    visibility text collate "C" not null,
    customer_id text not null,
    customer_name text,
    customer_handle text,
    customer_followers bigint,
    state text collate "C" not null,
    owner text collate "C",
    queue text collate "C" not null,
    priority text collate "C" not null,
    labels text collate "C" not null,
    head bigint not null,
    last_text text not null,
    last_at bigint not null,
    last_by text collate "C" not null,
    waiting_since bigint not null,
    due_at bigint not null,
    created_at bigint not null,
    unattended boolean not null,
    snoozed_until bigint
) with (fillfactor = 60);
-- last_at, last_text and head, which every message changes, are in no index of open conversations: a burst costs no index writes.
create index summary_unclosed on summary (id) where phase < 2;
create index summary_time on summary (due_at, waiting_since, id) where phase < 2;
create index summary_unattended on summary (due_at, waiting_since, id) where unattended;
create index summary_owner on summary (owner) where owner is not null and phase = 0;
create index summary_queue on summary (queue) where owner is null and phase = 0;
create index summary_closed on summary (last_at, id) where phase = 2;

create table outbox (
    reply_id uuid not null primary key,
    stream text collate "C" not null,
    seq bigint not null,
    channel text collate "C" not null,
    state text collate "C" not null,
    attempt integer not null,
    not_before bigint not null,
    created_at bigint not null,
    changed_at bigint,
    payload text not null,
    provider_id text,
    reason text
) with (fillfactor = 70);
create index outbox_waiting on outbox (channel, not_before) where state in ('held', 'pending');
create index outbox_unsettled on outbox (stream, seq) where state in ('held', 'pending', 'sending', 'unknown');
create index outbox_sending on outbox (channel, changed_at) where state = 'sending';

create table deadline (
    stream text collate "C" not null,
    kind text collate "C" not null,
    epoch bigint not null,
    shard integer not null,
    due_at bigint not null,
    primary key (stream, kind)
);
create index deadline_due on deadline (shard, due_at);
