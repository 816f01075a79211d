create table document (
    kind text collate "C" not null,
    owner text collate "C" not null,
    id text collate "C" not null,
    revision bigint not null,
    updated_at bigint not null,
    excerpt text not null,
    body text not null,
    primary key (kind, owner, id)
);
