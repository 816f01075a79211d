-- What Orleans' ADO.NET providers for membership and reminders expect to find. They bring no tables: they read every statement they run
-- from OrleansQuery by its key, give it parameters by name, and read columns by name; unused by the Solo host and by one process.
-- A change of the cluster's membership is one statement that moves the table's version from the one its author had read, so of two
-- authors one is refused; a heartbeat (UpdateIAmAlivetimeKey) moves no version.
-- Times are UTC. Hashes are unsigned 32-bit numbers kept as signed ones: the order around the ring is the same.

create table OrleansQuery (
    QueryKey text not null primary key,
    QueryText text not null
);

create table OrleansMembershipVersionTable (
    DeploymentId text not null primary key,
    Version integer not null default 0,
    ChangedAt timestamptz not null default now()
);

create table OrleansMembershipTable (
    DeploymentId text not null references OrleansMembershipVersionTable (DeploymentId),
    Address text not null,
    Port integer not null,
    Generation integer not null,
    SiloName text not null,
    HostName text not null,
    Status integer not null,
    ProxyPort integer not null,
    SuspectTimes text,
    StartTime timestamptz not null,
    IAmAliveTime timestamptz not null,
    primary key (DeploymentId, Address, Port, Generation)
);

create table OrleansRemindersTable (
    ServiceId text not null,
    GrainId text not null,
    ReminderName text not null,
    GrainHash integer not null,
    StartTime timestamptz not null,
    Period bigint not null,
    Version integer not null default 0,
    primary key (ServiceId, GrainId, ReminderName)
);

create index OrleansRemindersByHash on OrleansRemindersTable (ServiceId, GrainHash);

-- Membership: one row at least, for the version must be told even when nobody is a member yet.
create view OrleansMembers as
    select v.DeploymentId, v.Version, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime
    from OrleansMembershipVersionTable v left join OrleansMembershipTable m on m.DeploymentId = v.DeploymentId;

insert into OrleansQuery (QueryKey, QueryText) values
('InsertMembershipVersionKey', $sql$
    with made as (insert into OrleansMembershipVersionTable (DeploymentId) values (@DeploymentId) on conflict do nothing returning 1)
    select exists (select from made)
$sql$),
('InsertMembershipKey', $sql$
    with moved as (
        update OrleansMembershipVersionTable v set Version = v.Version + 1, ChangedAt = now()
        where v.DeploymentId = @DeploymentId and v.Version = @Version and not exists (
            select from OrleansMembershipTable m
            where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation)
        returning v.DeploymentId),
    joined as (
        insert into OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
        select DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from moved
        returning 1)
    select exists (select from joined)
$sql$),
('UpdateMembershipKey', $sql$
    with moved as (
        update OrleansMembershipVersionTable v set Version = v.Version + 1, ChangedAt = now()
        where v.DeploymentId = @DeploymentId and v.Version = @Version and exists (
            select from OrleansMembershipTable m
            where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation)
        returning v.DeploymentId),
    changed as (
        update OrleansMembershipTable m
        set Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = greatest(m.IAmAliveTime, @IAmAliveTime)
        from moved
        where m.DeploymentId = moved.DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
        returning 1)
    select exists (select from changed)
$sql$),
('UpdateIAmAlivetimeKey', $sql$
    update OrleansMembershipTable set IAmAliveTime = @IAmAliveTime
    where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation
$sql$),
('MembershipReadAllKey', $sql$
    select * from OrleansMembers where DeploymentId = @DeploymentId
$sql$),
('MembershipReadRowKey', $sql$
    select v.Version, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime
    from OrleansMembershipVersionTable v left join OrleansMembershipTable m
        on m.DeploymentId = v.DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
    where v.DeploymentId = @DeploymentId
$sql$),
('GatewaysQueryKey', $sql$
    select Address, ProxyPort, Generation from OrleansMembershipTable
    where DeploymentId = @DeploymentId and Status = @Status and ProxyPort > 0
$sql$),
-- 6 is dead; a silo that only seems silent is for its peers to judge.
('CleanupDefunctSiloEntriesKey', $sql$
    delete from OrleansMembershipTable where DeploymentId = @DeploymentId and Status = 6 and IAmAliveTime < @IAmAliveTime
$sql$),
('DeleteMembershipTableEntriesKey', $sql$
    with members as (delete from OrleansMembershipTable where DeploymentId = @DeploymentId)
    delete from OrleansMembershipVersionTable where DeploymentId = @DeploymentId
$sql$),

('UpsertReminderRowKey', $sql$
    insert into OrleansRemindersTable as r (ServiceId, GrainId, ReminderName, GrainHash, StartTime, Period)
    values (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period)
    on conflict (ServiceId, GrainId, ReminderName) do update
        set GrainHash = excluded.GrainHash, StartTime = excluded.StartTime, Period = excluded.Period, Version = r.Version + 1
    returning Version
$sql$),
('ReadReminderRowKey', $sql$
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName
$sql$),
('ReadReminderRowsKey', $sql$
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainId = @GrainId
$sql$),
-- A silo's part of the ring begins after one hash and ends with another; the second statement is for a part that goes over the ring's seam.
('ReadRangeRows1Key', $sql$
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and GrainHash > @BeginHash and GrainHash <= @EndHash
$sql$),
('ReadRangeRows2Key', $sql$
    select GrainId, ReminderName, StartTime, Period, Version from OrleansRemindersTable
    where ServiceId = @ServiceId and (GrainHash > @BeginHash or GrainHash <= @EndHash)
$sql$),
('DeleteReminderRowKey', $sql$
    with gone as (
        delete from OrleansRemindersTable
        where ServiceId = @ServiceId and GrainId = @GrainId and ReminderName = @ReminderName and Version = @Version
        returning 1)
    select exists (select from gone)
$sql$),
('DeleteReminderRowsKey', $sql$
    delete from OrleansRemindersTable where ServiceId = @ServiceId
$sql$);
