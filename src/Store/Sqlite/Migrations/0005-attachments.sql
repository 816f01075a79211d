create table attachment (
    id text not null primary key,
    token text not null unique,
    owner text not null,
    name text not null,
    content_type text not null,
    size integer not null,
    width integer,
    height integer,
    created_at integer not null,
    parts integer not null default 0,
    conversation text
) without rowid;

create index attachment_of_owner on attachment (owner, created_at, size);
create index attachment_unsent on attachment (created_at) where conversation is null;
create index attachment_of_conversation on attachment (conversation) where conversation is not null;

create table attachment_part (
    attachment text not null,
    part integer not null,
    bytes blob not null,
    primary key (attachment, part)
);
