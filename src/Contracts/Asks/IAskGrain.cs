using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Contracts.Asks;

/// <summary>One question to colleagues; key = its id as <see cref="AskStreams"/> writes it. All calls may be repeated; who calls is read from the request context.</summary>
[Alias("conv.IAskGrain")]
public interface IAskGrain : IGrainWithStringKey
{
    /// <summary>Null when there is no such ask.</summary>
    [Alias("Get")]
    Task<AskView?> Get();

    /// <summary>Begins it and asks the first people.</summary>
    [Alias("Begin")]
    Task<AskOutcome> Begin(AskOrder order);

    [Alias("Execute")]
    Task<AskOutcome> Execute(AskCommand command);

    /// <summary>A deadline of the ask's stream came (<see cref="AskDeadlineKinds"/>). Void, and harmless, when it is an old one.</summary>
    [Alias("Fire")]
    Task Fire(DeadlineRow deadline);
}

/// <summary>
/// Begins the asks that one conversation tells of and that whoever asked could not begin; key = the conversation's id. Holds nothing: what may not have begun stands in the
/// conversation's state until it is known to have.
/// </summary>
[Alias("conv.IAskBeginnerGrain")]
public interface IAskBeginnerGrain : IGrainWithStringKey
{
    /// <summary>A deadline of kind <see cref="DeadlineKinds.BeginAsks"/> came. May come twice.</summary>
    [Alias("Fire")]
    Task Fire(DeadlineRow deadline);
}

/// <summary>What a person is asked and asks, and how often in a day; key = employee id.</summary>
[Alias("conv.IColleagueGrain")]
public interface IColleagueGrain : IGrainWithStringKey
{
    /// <summary>Takes one of the asks she may be disturbed with in 24 hours. True when she is asked, also when she was already; false when it would be too many.</summary>
    [Alias("Ask")]
    Task<bool> Ask(Guid ask, int dailyMax);

    /// <summary>She is asked no more: somebody answered, or she will not.</summary>
    [Alias("Release")]
    Task Release(Guid ask);

    /// <summary>Her answer helped; counted once of each ask.</summary>
    [Alias("Thank")]
    Task Thank(Guid ask);

    /// <summary>She asks herself.</summary>
    [Alias("Begins")]
    Task Begins(Guid ask);

    [Alias("Get")]
    Task<ColleagueView> Get();
}

/// <summary>Names of journal streams.</summary>
public static class AskStreams
{
    private const string Prefix = "ask-";

    public static string Key(Guid ask) => ask.ToString("D");

    public static string Of(Guid ask) => Prefix + Key(ask);

    public static Guid AskOf(string stream) => stream.StartsWith(Prefix, StringComparison.Ordinal)
        ? Guid.ParseExact(stream.AsSpan(Prefix.Length), "D")
        : throw new ArgumentException($"{stream} is no ask's stream.", nameof(stream));
}

/// <summary>What the deadlines of an ask's stream are for.</summary>
public static class AskDeadlineKinds
{
    /// <summary>The next ring is asked, or the ask ends.</summary>
    public const string Ring = "ask";

    /// <summary>What must follow from a change, in the conversation and with those who were asked, is not done yet.</summary>
    public const string Duties = "askDuties";
}
