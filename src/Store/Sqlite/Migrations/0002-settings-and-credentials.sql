create table settings (
    kind text not null,
    id text not null,
    etag text not null,
    payload text not null,
    primary key (kind, id)
) without rowid;

create table api_key (
    key_hash text not null primary key,
    prefix text not null,
    employee text not null,
    name text not null,
    created_at integer not null,
    expires_at integer,
    revoked_at integer
) without rowid;

create table sign_in (
    employee text not null primary key,
    email text not null unique,
    password_hash text,
    stamp text not null,
    disabled integer not null
) without rowid;

create table one_time_link (
    token_hash text not null primary key,
    employee text not null,
    expires_at integer not null,
    used_at integer
) without rowid;

create table data_protection_key (
    name text not null primary key,
    xml text not null
) without rowid;

create table quarantine (
    id integer primary key autoincrement,
    channel text not null,
    external_id text,
    reason text not null,
    raw blob not null,
    at integer not null
);

create table secret (
    name text not null primary key,
    value text not null
) without rowid;
