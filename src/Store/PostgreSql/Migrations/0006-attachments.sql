create table attachment (
    id text collate "C" not null primary key,
    token text collate "C" not null unique,
    owner text collate "C" not null,
    name text not null,
    content_type text not null,
    size bigint not null,
    width integer,
    height integer,
    created_at bigint not null,
    parts integer not null default 0,
    conversation text collate "C"
);

create index attachment_of_owner on attachment (owner, created_at, size);
create index attachment_unsent on attachment (created_at) where conversation is null;
create index attachment_of_conversation on attachment (conversation) where conversation is not null;

create table attachment_part (
    attachment text collate "C" not null,
    part integer not null,
    bytes bytea not null,
    primary key (attachment, part)
);

alter table attachment_part alter column bytes set storage external;
