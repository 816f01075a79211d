create table document (
    kind text not null,
    owner text not null,
    id text not null,
    revision integer not null,
    updated_at integer not null,
    excerpt text not null,
    body text not null,
    primary key (kind, owner, id)
) without rowid;
