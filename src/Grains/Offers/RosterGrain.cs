using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Offers;
using Orleans;
using Orleans.Runtime;

namespace Conversations.Grains.Offers;

/// <inheritdoc cref="IRosterGrain"/>
public sealed class RosterGrain(TimeProvider time) : Grain, IRosterGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly SortedDictionary<string, (RosterPerson Person, DateTimeOffset Until)> ready = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DateTimeOffset> followers = new(StringComparer.Ordinal);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions { DueTime = LookEvery, Period = LookEvery, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task Report(RosterPerson person)
    {
        var isKnown = ready.TryGetValue(person.Employee.Value, out var before);
        if (person.IsReady && (isKnown || ready.Count < Limits.RosterMax))
        {
            ready[person.Employee.Value] = (person, time.GetUtcNow() + Limits.ConnectionLease);
        }
        else
        {
            ready.Remove(person.Employee.Value);
        }

        var isRenewal = isKnown && person.IsReady && before.Person.Skills.SequenceEqual(person.Skills, StringComparer.Ordinal) && before.Person with { Skills = person.Skills } == person;
        if (!isRenewal && (isKnown || person.IsReady))
        {
            Tell([person]);
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<RosterPerson>> Follow(QueueId queue)
    {
        if (followers.ContainsKey(queue.Value) || followers.Count < Limits.RosterFollowersMax)
        {
            followers[queue.Value] = time.GetUtcNow() + Limits.RosterFollowing;
        }

        return Task.FromResult<ImmutableArray<RosterPerson>>([.. ready.Values.Select(static one => one.Person)]);
    }

    /// <summary>Whose lines were not renewed is gone, also when nobody could say so.</summary>
    private Task LookAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var queue in followers.Where(one => one.Value <= now).Select(static one => one.Key).ToList())
        {
            followers.Remove(queue);
        }

        var gone = ready.Values.Where(one => one.Until <= now).Select(static one => one.Person with { IsReady = false }).ToImmutableArray();
        foreach (var person in gone)
        {
            ready.Remove(person.Employee.Value);
        }

        if (!gone.IsEmpty)
        {
            Tell(gone);
        }

        return Task.CompletedTask;
    }

    private void Tell(ImmutableArray<RosterPerson> people)
    {
        foreach (var queue in followers.Keys)
        {
            _ = GrainFactory.GetGrain<IRouterGrain>(queue).See(people);
        }
    }
}
