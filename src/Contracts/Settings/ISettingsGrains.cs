using System.Collections.Immutable;
using Conversations.Contracts.Access;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
using Orleans;
using Orleans.Concurrency;

namespace Conversations.Contracts.Settings;

/// <summary>A channel's settings; key = channel id. One writer, so that two admins cannot overwrite each other unseen.</summary>
[Alias("conv.IChannelGrain")]
public interface IChannelGrain : IGrainWithStringKey
{
    /// <summary>Null when there is no such channel.</summary>
    [Alias("Get")]
    Task<ChannelSettings?> Get();

    /// <summary>False when it exists already.</summary>
    [Alias("Create")]
    Task<bool> Create(ChannelSettings settings);

    /// <summary>Changes what the patch names; null when there is no such channel.</summary>
    [Alias("Change")]
    Task<ChannelSettings?> Change(ChannelPatch patch);

    /// <summary>Adds an active secret; null when there is no such channel or it has <see cref="Limits.WebhookSecretsMax"/>.</summary>
    [Alias("AddSecret")]
    Task<ChannelSettings?> AddSecret(ChannelSecret secret);

    /// <summary>Removes a secret, never the last one: false then, or when there is none of that id.</summary>
    [Alias("RemoveSecret")]
    Task<bool> RemoveSecret(string secretId);
}

/// <summary>Null members stay as they are.</summary>
[GenerateSerializer, Immutable, Alias("conv.ChannelPatch")]
public sealed record ChannelPatch
{
    [Id(0)] public string? Name { get; init; }
    [Id(1)] public string? ReplyUrl { get; init; }
    [Id(2)] public QueueId? Queue { get; init; }
    [Id(3)] public bool? Disabled { get; init; }
}

/// <summary>A queue's settings; key = queue id.</summary>
[Alias("conv.IQueueGrain")]
public interface IQueueGrain : IGrainWithStringKey
{
    [Alias("Get")]
    Task<QueueSettings?> Get();

    /// <summary>False when it exists already.</summary>
    [Alias("Create")]
    Task<bool> Create(QueueSettings settings);

    /// <summary>Changes what the patch names; null when there is no such queue.</summary>
    [Alias("Change")]
    Task<QueueSettings?> Change(QueuePatch patch);
}

/// <summary>Null members stay as they are; what can be taken away stands beside a flag that says it is meant.</summary>
[GenerateSerializer, Immutable, Alias("conv.QueuePatch")]
public sealed record QueuePatch
{
    [Id(0)] public string? Name { get; init; }

    /// <summary>Whether <see cref="DutyEmployee"/> is set, to null too.</summary>
    [Id(1)] public bool SetsDuty { get; init; }
    [Id(2)] public EmployeeId? DutyEmployee { get; init; }

    /// <summary>Whether <see cref="ReplyTargetSeconds"/> is set, to null too.</summary>
    [Id(3)] public bool SetsTarget { get; init; }
    [Id(4)] public int? ReplyTargetSeconds { get; init; }

    /// <summary>Whether <see cref="NoticeSeconds"/> is set, to null too.</summary>
    [Id(5)] public bool SetsNotice { get; init; }
    [Id(6)] public int? NoticeSeconds { get; init; }

    /// <summary>The whole set.</summary>
    [Id(7)] public ImmutableArray<string>? Skills { get; init; }
    [Id(8)] public bool? Offers { get; init; }

    /// <summary>Whether <see cref="OfferSeconds"/> is set, to null too.</summary>
    [Id(9)] public bool SetsOfferSeconds { get; init; }
    [Id(10)] public int? OfferSeconds { get; init; }

    /// <summary>Whether <see cref="AlarmSeconds"/> is set, to null too.</summary>
    [Id(11)] public bool SetsAlarm { get; init; }
    [Id(12)] public int? AlarmSeconds { get; init; }
}

/// <summary>A person; key = employee id.</summary>
[Alias("conv.IEmployeeGrain")]
public interface IEmployeeGrain : IGrainWithStringKey
{
    [Alias("Get")]
    Task<EmployeeSettings?> Get();

    /// <summary>False when the person exists already.</summary>
    [Alias("Create")]
    Task<bool> Create(EmployeeSettings settings);

    /// <summary>Changes what the patch names, and the person's sign-in with it; null when there is no such person.</summary>
    [Alias("Change")]
    Task<EmployeeChange?> Change(EmployeePatch patch);

    [Alias("SetIntent")]
    Task<EmployeeSettings?> SetIntent(string intent);

    /// <summary>Changes what the patch names: two devices that set different things do not undo each other.</summary>
    [Alias("ChangePreferences")]
    Task<EmployeeSettings?> ChangePreferences(PreferencesPatch patch);

    /// <summary>A web node tells which lines of the person are open there. Good for <see cref="Limits.ConnectionLease"/>; to be renewed every
    /// <see cref="Limits.ConnectionRenewal"/> and told at once when it changes. Null when there is no such person. In memory only.</summary>
    [Alias("Connect")]
    Task<PresenceView?> Connect(ConnectionReport report);

    /// <summary>What a hand-back was answered when it was done under that id, or null when it is new.</summary>
    [Alias("FindHandBack")]
    Task<HandBackOutcome?> FindHandBack(HandBackOrder order);

    /// <summary>Journals in the person's own stream that the order is done. The caller is read from the request context. The second time changes nothing and answers as the first.</summary>
    [Alias("RecordHandBack")]
    Task<HandBackOutcome> RecordHandBack(HandBackOrder order, int returned);

    /// <summary>Her floor stream says that this is her grade now.</summary>
    [Alias("ShowFloorGrade")]
    Task ShowFloorGrade(string grade);

    /// <summary>Null when there is no such person.</summary>
    [Alias("Presence")]
    Task<PresenceView?> Presence();

    /// <summary>A customer waits for the person since now: if her last line was lost, the grace for it begins.</summary>
    [Alias("Expect")]
    Task Expect();

    /// <summary>Keeps units of the person for an offer, if she is ready and has room. Committed before it answers; the same order again changes nothing.</summary>
    [Alias("ReserveUnits")]
    Task<UnitsOutcome> ReserveUnits(UnitsOrder order);

    /// <summary>The offer is not made, or is over: its units are free, or count as those of what she owns now.</summary>
    [Alias("ReleaseUnits")]
    Task ReleaseUnits(ConversationId conversation, long epoch);

    /// <summary>What she owns, or what is offered to her, has changed: her load is counted anew.</summary>
    [OneWay, Alias("CountUnits")]
    Task CountUnits();

    /// <summary>Conversations for which units are kept: what may be offered to her now.</summary>
    [Alias("KeptUnits")]
    Task<ImmutableArray<ConversationId>> KeptUnits();

    /// <summary>A deadline of the person's own stream came (<see cref="PersonDeadlineKinds"/>). Void, and harmless, when it is an old one; when it is too early it comes again.</summary>
    [Alias("Fire")]
    Task Fire(DeadlineRow deadline);
}

/// <summary>Null members stay as they are.</summary>
[GenerateSerializer, Immutable, Alias("conv.EmployeePatch")]
public sealed record EmployeePatch
{
    [Id(0)] public string? Name { get; init; }
    [Id(1)] public string? Email { get; init; }
    [Id(2)] public Role? Role { get; init; }
    [Id(3)] public bool? Disabled { get; init; }

    /// <summary>The stamp of the sign-in where the change ends sessions: another role, or disabled otherwise. Random.</summary>
    [Id(4)] public required string NewStamp { get; init; }
    [Id(5)] public string? Team { get; init; }
    [Id(6)] public string? Department { get; init; }

    /// <summary>The whole set.</summary>
    [Id(7)] public ImmutableArray<string>? Topics { get; init; }
    [Id(8)] public int? Capacity { get; init; }

    /// <summary>The whole set.</summary>
    [Id(9)] public ImmutableArray<string>? Skills { get; init; }
}

/// <param name="Settings">After the change; as they were where the e-mail is taken.</param>
/// <param name="IsEmailTaken">The e-mail belongs to another employee; nothing was changed.</param>
[GenerateSerializer, Immutable, Alias("conv.EmployeeChange")]
public sealed record EmployeeChange([property: Id(0)] EmployeeSettings Settings, [property: Id(1)] bool IsEmailTaken);
