create table settings (
    kind text collate "C" not null,
    id text collate "C" not null,
    etag text collate "C" not null,
    payload text not null,
    primary key (kind, id)
);

create table api_key (
    key_hash text collate "C" not null primary key,
    prefix text not null,
    employee text collate "C" not null,
    name text not null,
    created_at bigint not null,
    expires_at bigint,
    revoked_at bigint
);

create table sign_in (
    employee text collate "C" not null primary key,
    email text collate "C" not null unique,
    password_hash text,
    stamp text not null,
    disabled boolean not null
);

create table one_time_link (
    token_hash text collate "C" not null primary key,
    employee text collate "C" not null,
    expires_at bigint not null,
    used_at bigint
);

create table data_protection_key (
    name text collate "C" not null primary key,
    xml text not null
);

create table quarantine (
    id bigint generated always as identity primary key,
    channel text collate "C" not null,
    external_id text,
    reason text not null,
    raw bytea not null,
    at bigint not null
);

create table secret (
    name text collate "C" not null primary key,
    value text not null
);
